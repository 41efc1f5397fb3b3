using EventPics.HotFolder.Internal.Files;
using EventPics.HotFolder.Internal.Watching;
using EventPics.Queue;

namespace EventPics.HotFolder.Internal.State;

/// <summary>A file that was dealt with, and the version of it.</summary>
internal sealed class HandledFile(WatchedFolder folder, FileSnapshot snapshot, QueuedUpload? upload)
{
    public WatchedFolder Folder { get; } = folder;

    public FileSnapshot Snapshot { get; } = snapshot;

    /// <summary>The queue's ID of it, if it is there.</summary>
    public string? UploadId { get; set; }

    /// <summary>Its place in the queue, as long as that matters: it is to be moved or deleted once uploaded, or a person may take it back.</summary>
    public QueuedUpload? Upload { get; set; } = upload;

    /// <summary>Whether a person exported or removed it.</summary>
    public bool IsWithdrawn => Upload?.State is QueuedUploadState.Exported or QueuedUploadState.Removed;

    /// <summary>Whether it was uploaded, but the storage gave no proof.</summary>
    public bool IsUnproven { get; set; }

    public bool IsBeingCleanedUp { get; set; }

    /// <summary>Whether the last try to move or delete it failed.</summary>
    public bool IsCleanupPending { get; set; }

    /// <summary>How often that failed in a row.</summary>
    public int Failures { get; set; }

    /// <summary>When it is tried again at the earliest.</summary>
    public TimeSpan RetryAt { get; set; }
}
