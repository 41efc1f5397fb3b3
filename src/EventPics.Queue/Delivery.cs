namespace EventPics.Queue;

/// <summary>One destination that a photo was delivered to, is queued for, was exported for, or was removed from.</summary>
public sealed class Delivery
{
    /// <summary>The queue's ID of the photo.</summary>
    public string Id { get; set; } = "";

    /// <summary>The event's link ID.</summary>
    public string LinkId { get; set; } = "";

    /// <summary>The album's ID, if one was given.</summary>
    public string? AlbumId { get; set; }

    /// <summary>The file name, as sent.</summary>
    public string FileName { get; set; } = "";

    /// <summary>The state there.</summary>
    public QueuedUploadState State { get; set; }

    /// <summary>When it entered that state: uploaded, exported or removed; else when it was enqueued.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>When the storage confirmed it, if it did, also for a photo that was removed later.</summary>
    public DateTimeOffset? UploadedAt { get; set; }

    /// <summary>The folder it was exported to, if it was.</summary>
    public string? ExportedTo { get; set; }
}
