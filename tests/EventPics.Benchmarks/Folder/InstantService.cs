using System.Net;

namespace EventPics.Benchmarks.Folder;

/// <summary>A service that accepts every photo immediately, so that only the hot folder and the queue cost anything.</summary>
internal sealed class InstantService : EventPicsClient
{
    private int _urls;

    public override Task<IReadOnlyList<EventPicsEvent>> GetEventsAndAlbumsAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<EventPicsEvent>>([]);

    public override Task<UploadUrl> GetUploadUrlAsync(UploadUrlRequest request, CancellationToken cancellationToken = default) =>
        Task.FromResult(new UploadUrl(
            new Uri($"https://storage.test/{Guid.NewGuid():N}/{Interlocked.Increment(ref _urls)}"),
            TimeProvider.System.GetUtcNow() + TimeSpan.FromMinutes(5)));

    public override Task<PutResult> PutAsync(
        UploadUrl uploadUrl, UploadContent content, IProgress<UploadProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Task.FromResult(new PutResult(HttpStatusCode.OK, "\"etag\"", 1));
}
