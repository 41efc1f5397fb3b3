using EventPics.Queue;

namespace EventPics.HotFolder.Internal.Queueing;

/// <summary>The real queue.</summary>
internal sealed class PhotoQueue(UploadQueue queue) : IPhotoQueue
{
    public event EventHandler<QueueChangedEventArgs>? Changed
    {
        add => queue.Changed += value;
        remove => queue.Changed -= value;
    }

    public string Folder => queue.Folder;

    public IAsyncEnumerable<QueuedUpload> EnumerateAsync(CancellationToken cancellationToken) =>
        queue.EnumerateAsync(filter: null, cancellationToken);

    public Task<QueuedUpload?> FindAsync(string id, CancellationToken cancellationToken) => queue.FindAsync(id, cancellationToken);

    public Task<QueuedUpload?> FindAsync(string linkId, string? albumId, string sha256, CancellationToken cancellationToken) =>
        queue.FindAsync(linkId, albumId, sha256, cancellationToken);

    public Task<IReadOnlyList<Delivery>> FindDeliveriesAsync(string sha256, CancellationToken cancellationToken) =>
        queue.FindDeliveriesAsync(sha256, cancellationToken);

    public Task<QueuedUpload> EnqueueAsync(UploadRequest request, string expectedSha256, CancellationToken cancellationToken) =>
        queue.EnqueueAsync(request, expectedSha256, cancellationToken);

    public Task<QueuedUpload?> TryEnqueueAsync(UploadRequest request, string expectedSha256, CancellationToken cancellationToken) =>
        queue.TryEnqueueAsync(request, expectedSha256, cancellationToken);

    public Task<bool> RerouteAsync(string id, string linkId, string? albumId, CancellationToken cancellationToken) =>
        queue.RerouteAsync(id, linkId, albumId, cancellationToken);
}
