namespace EventPics.Queue;

/// <summary>What changed in the queue.</summary>
/// <param name="upload">The photo, or <see langword="null"/> when more than one may have changed.</param>
public sealed class QueueChangedEventArgs(QueuedUpload? upload) : EventArgs
{
    /// <summary>
    /// The photo in its current state, with its progress; <see langword="null"/> when the queue's health changed, or another process
    /// changed the queue: then read lists and status again.
    /// </summary>
    public QueuedUpload? Upload { get; } = upload;
}
