using System.Text.Json.Serialization;

namespace EventPics.Queue;

/// <summary>A photo or video in the queue, in the state it had when it was read.</summary>
public sealed class QueuedUpload
{
    /// <summary>The queue's ID of the photo.</summary>
    public string Id { get; set; } = "";

    /// <summary>The event's link ID.</summary>
    public string LinkId { get; set; } = "";

    /// <summary>The album's ID, if one was given.</summary>
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

    /// <summary>The size of the photo in bytes.</summary>
    public long Length { get; set; }

    /// <summary>The SHA-256 of the bytes, in lower-case hex.</summary>
    public string Sha256 { get; set; } = "";

    /// <summary>When the photo was taken, if that was given.</summary>
    public DateTimeOffset? TakenAt { get; set; }

    /// <summary>The state.</summary>
    public QueuedUploadState State { get; set; }

    /// <summary>The number of attempts to send its bytes; requests for an upload URL are not counted.</summary>
    public int Attempts { get; set; }

    /// <summary>
    /// The last failure of its upload; <see langword="null"/> when there was none, or when the cause was on this computer, such as queued
    /// bytes that were lost or damaged: <see cref="LastErrorMessage"/> reports that too.
    /// </summary>
    [JsonConverter(typeof(JsonStringEnumConverter<EventPicsError>))]
    public EventPicsError? LastError { get; set; }

    /// <summary>The last failure and what to do about it, for people to read.</summary>
    public string? LastErrorMessage { get; set; }

    /// <summary>When it is retried at the earliest; <see langword="null"/> when it only waits for its turn.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>When it was enqueued.</summary>
    public DateTimeOffset EnqueuedAt { get; set; }

    /// <summary>When the storage confirmed it.</summary>
    public DateTimeOffset? UploadedAt { get; set; }

    /// <summary>The object's ETag as sent, quotes included, if the storage gave one.</summary>
    public string? ETag { get; set; }

    /// <summary>
    /// Whether the photo may have reached the album by an earlier upload URL or from elsewhere too, so that the album may show it twice.
    /// </summary>
    public bool PossibleDuplicate { get; set; }

    /// <summary>Whether the same bytes were already queued for the same event and album, so that this is the earlier entry.</summary>
    public bool WasAlreadyQueued { get; set; }

    /// <summary>Bytes sent in the current attempt; 0 when another process is sending, <see cref="Length"/> once it is uploaded.</summary>
    public long BytesSent { get; set; }

    /// <summary>Formats the file name and the state.</summary>
    public override string ToString() => $"{FileName} ({State})";
}
