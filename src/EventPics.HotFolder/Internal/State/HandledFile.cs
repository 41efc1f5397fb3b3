using EventPics.HotFolder.Internal.Files;
using EventPics.HotFolder.Internal.Watching;
using EventPics.Queue;

namespace EventPics.HotFolder.Internal.State;

/// <summary>A version of a file that was processed.</summary>
internal sealed class HandledFile(WatchedFolder folder, FileSnapshot snapshot, QueuedUpload? upload)
{
    public WatchedFolder Folder { get; } = folder;

    public FileSnapshot Snapshot { get; } = snapshot;

    /// <summary>The queue's ID of the file, if it is in the queue.</summary>
    public string? UploadId { get; set; }

    /// <summary>
    /// The file in the queue, as long as that matters: it is to be moved or deleted after the upload, or a person may restore it.
    /// </summary>
    public QueuedUpload? Upload { get; set; } = upload;

    /// <summary>Whether a person exported or removed it.</summary>
    public bool IsWithdrawn => Upload?.State is QueuedUploadState.Exported or QueuedUploadState.Removed;

    /// <summary>Whether it was uploaded, but the storage returned no proof.</summary>
    public bool IsUnproven { get; set; }

    public bool IsBeingCleanedUp { get; set; }

    /// <summary>Whether the last attempt to move or delete it failed.</summary>
    public bool IsCleanupPending { get; set; }

    /// <summary>The number of failed attempts in a row.</summary>
    public int Failures { get; set; }

    /// <summary>When it is retried at the earliest.</summary>
    public TimeSpan RetryAt { get; set; }
}
