using System.Net;
using EventPics.HotFolder.Tests.Support;

namespace EventPics.HotFolder.Tests.Loop;

/// <summary>What a photo leaves in memory when it is sent: a summer has many.</summary>
[Collection(nameof(NonParallel))]
public sealed class LongRunTests
{
    private const int WarmUp = 300;
    private const int Photos = 1000;
    private const long MaxBytesPerPhoto = 750; // its path, size and time, by which the next scan recognizes its file

    [Fact]
    public async Task A_photo_that_is_sent_leaves_less_than_a_kilobyte_in_memory()
    {
        using var service = new InstantService();
        await using var fixture = await HotFolderFixture.OpenAsync(service);
        await using var folder = await fixture.WatchAsync();
        await SendAsync(fixture, 0, WarmUp);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await SendAsync(fixture, WarmUp, WarmUp + Photos);

        var left = (GC.GetTotalMemory(forceFullCollection: true) - before) / Photos;
        Assert.InRange(left, -MaxBytesPerPhoto, MaxBytesPerPhoto);
    }

    private static async Task SendAsync(HotFolderFixture fixture, int first, int end)
    {
        for (var n = first; n < end; n++)
        {
            fixture.Folder.Write($"IMG_{n:00000}.jpg", TestMedia.Jpeg(seed: 2 * n));
        }

        await Eventually.TrueAsync(
            async () => (await fixture.Queue.GetStatusAsync(TestContext.Current.CancellationToken)).Uploaded == end);
        fixture.Events.Clear();
    }

    /// <summary>Accepts everything at once and keeps nothing.</summary>
    private sealed class InstantService : EventPicsClient
    {
        private int _urls;

        public override EventPicsClient WithMaxRetries(int maxRetries) => this;

        public override Task<IReadOnlyList<EventPicsEvent>> GetEventsAndAlbumsAsync(CancellationToken cancellationToken = default) =>
            Task.FromResult<IReadOnlyList<EventPicsEvent>>([]);

        public override Task<UploadUrl> GetUploadUrlAsync(UploadUrlRequest request, CancellationToken cancellationToken = default) =>
            Task.FromResult(new UploadUrl(new Uri($"https://storage.test/{Interlocked.Increment(ref _urls)}"), DateTimeOffset.MaxValue));

        public override Task<PutResult> PutAsync(
            UploadUrl uploadUrl, UploadContent content, IProgress<UploadProgress>? progress = null,
            CancellationToken cancellationToken = default) =>
            Task.FromResult(new PutResult(HttpStatusCode.OK, "\"1\"", attempts: 1));
    }
}
