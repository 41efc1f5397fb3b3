using EventPics.Queue;

namespace EventPics.HotFolder.Internal;

/// <summary>A file that was dealt with, and the version of it.</summary>
internal sealed class KnownFile(WatchedFolder folder, FileSnapshot snapshot, QueuedUpload? upload)
{
    public WatchedFolder Folder { get; } = folder;

    public FileSnapshot Snapshot { get; } = snapshot;

    /// <summary>Its place in the queue; null when it was skipped or refused.</summary>
    public QueuedUpload? Upload { get; set; } = upload;

    public bool IsBeingFinished { get; set; }

    /// <summary>Whether the last try to move or delete it failed.</summary>
    public bool IsNotFinished { get; set; }
}
