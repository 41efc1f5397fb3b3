namespace EventPics.Queue;

/// <summary>What changed in the queue.</summary>
/// <param name="upload">The picture, or <see langword="null"/> when more than one may have changed.</param>
public sealed class QueueChangedEventArgs(QueuedUpload? upload) : EventArgs
{
    /// <summary>
    /// The picture as it stands now, progress included; <see langword="null"/> when the connection changed, or another process changed the
    /// queue, so that lists and status are to be asked for again.
    /// </summary>
    public QueuedUpload? Upload { get; } = upload;
}
