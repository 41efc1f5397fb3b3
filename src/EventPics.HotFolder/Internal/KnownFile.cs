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
}
