using EventPics.Queue;

namespace EventPics.HotFolder.Internal.Queueing;

/// <summary>What the hot folder needs from the queue. Tests run thousands of schedules through one in memory.</summary>
internal interface IPhotoQueue
{
    event EventHandler<QueueChangedEventArgs>? Changed;

    string Folder { get; }

    IAsyncEnumerable<QueuedUpload> EnumerateAsync(CancellationToken cancellationToken);

    Task<QueuedUpload?> FindAsync(string id, CancellationToken cancellationToken);

    Task<QueuedUpload?> FindAsync(string linkId, string? albumId, string sha256, CancellationToken cancellationToken);

    Task<IReadOnlyList<Delivery>> FindDeliveriesAsync(string sha256, CancellationToken cancellationToken);

    Task<QueuedUpload> EnqueueAsync(UploadRequest request, string expectedSha256, CancellationToken cancellationToken);

    /// <summary>Returns null when the bytes belong to another event; nothing is enqueued then.</summary>
    Task<QueuedUpload?> TryEnqueueAsync(UploadRequest request, string expectedSha256, CancellationToken cancellationToken);

    Task<bool> RerouteAsync(string id, string linkId, string? albumId, CancellationToken cancellationToken);
}
