namespace EventPics.Queue;

/// <summary>A picture or video in the queue, as it stood when it was asked for.</summary>
public sealed class QueuedUpload
{
    /// <summary>The queue's own id of the picture.</summary>
    public string Id { get; set; } = "";

    /// <summary>The event's link id.</summary>
    public string LinkId { get; set; } = "";

    /// <summary>The album's id, if one was named.</summary>
    public string? AlbumId { get; set; }

    /// <summary>The name of the file, as sent.</summary>
    public string FileName { get; set; } = "";

    /// <summary>The full path it was enqueued from, if it came from a file. The queue holds its own copy of the bytes.</summary>
    public string? SourcePath { get; set; }

    /// <summary>The source file's modification time when it was enqueued, if it came from a file.</summary>
    public DateTimeOffset? SourceModifiedAt { get; set; }

    /// <summary>The folder it was exported to, if it was.</summary>
    public string? ExportedTo { get; set; }

    /// <summary>When it was exported or removed, if it was.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }

    /// <summary>The media type, as sent.</summary>
    public string ContentType { get; set; } = "";

    /// <summary>The picture's bytes.</summary>
    public long Length { get; set; }

    /// <summary>The SHA-256 of the bytes, in lower-case hex.</summary>
    public string Sha256 { get; set; } = "";

    /// <summary>When the picture was taken, if that was given.</summary>
    public DateTimeOffset? TakenAt { get; set; }

    /// <summary>Where it stands.</summary>
    public QueuedUploadState State { get; set; }

    /// <summary>How often its bytes were started.</summary>
    public int Attempts { get; set; }

    /// <summary>
    /// What went wrong last between the picture and the service; <see langword="null"/> when nothing did, or when it was something on this
    /// computer, such as queued bytes that were lost or damaged: <see cref="LastErrorMessage"/> tells that too.
    /// </summary>
    public EventPicsError? LastError { get; set; }

    /// <summary>What went wrong last and what to do, in plain words.</summary>
    public string? LastErrorMessage { get; set; }

    /// <summary>When it is tried again at the earliest; <see langword="null"/> when nothing but its turn holds it back.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>When it was handed over.</summary>
    public DateTimeOffset EnqueuedAt { get; set; }

    /// <summary>When the storage confirmed it.</summary>
    public DateTimeOffset? UploadedAt { get; set; }

    /// <summary>The object's ETag as sent, quotes included, if the storage gave one.</summary>
    public string? ETag { get; set; }

    /// <summary>Whether an earlier link may have received the picture too, so that the album may show it twice.</summary>
    public bool PossibleDuplicate { get; set; }

    /// <summary>Whether the same bytes were already queued for the same event and album, so that this is the earlier job.</summary>
    public bool WasAlreadyQueued { get; set; }

    /// <summary>Bytes sent in the attempt under way; 0 when another process is sending.</summary>
    public long BytesSent { get; set; }

    /// <summary>File name and state.</summary>
    public override string ToString() => $"{FileName} ({State})";
}
