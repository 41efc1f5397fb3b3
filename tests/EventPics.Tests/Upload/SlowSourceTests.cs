using Microsoft.Extensions.Time.Testing;

namespace EventPics.Tests.Upload;

/// <summary>Contents that are slower than the connection.</summary>
[Collection(nameof(NonParallel))]
public class SlowSourceTests
{
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_slow_source_is_not_a_stalled_connection()
    {
        await using var server = new RawServer();
        var bytes = TestImages.Jpeg(600_000);

        var result = await UploadAsync(server, FromSlowStream(bytes, () =>
        {
            _time.Advance(TimeSpan.FromSeconds(20));
            return Task.CompletedTask;
        }));

        Assert.Equal(1, result.Attempts);
        Assert.Equal(bytes, server.Photos[1]);
    }

    [Fact]
    public async Task A_source_without_data_is_named_in_the_error()
    {
        await using var server = new RawServer();
        var reads = 0;
        var upload = UploadAsync(server, FromSlowStream(TestImages.Jpeg(600_000), async () =>
        {
            if (++reads < 40)
            {
                return;
            }

            while (server.Requests != "url, put 1")
            {
                await Task.Delay(5, Token);
            }

            _time.Advance(TimeSpan.FromSeconds(31));
            await new TaskCompletionSource().Task;
        }));

        var error = await Assert.ThrowsAsync<IOException>(() => upload);

        Assert.Contains("The content could not be read: no data came for 30 s", error.Message, StringComparison.Ordinal);
        Assert.Equal("url, put 1", server.Requests);
    }

    private async Task<UploadResult> UploadAsync(RawServer server, UploadContent content)
    {
        var options = TestOptions.For(server.BaseAddress);
        options.ApiTimeout = options.ResponseTimeout = TimeSpan.FromDays(1);
        options.StallTimeout = TimeSpan.FromSeconds(30);
        options.TimeProvider = _time;
        using var client = new EventPicsClient(options);
        return await client.UploadAsync(new UploadRequest("abcd1234", "video.mp4", content), cancellationToken: Token);
    }

    private static UploadContent FromSlowStream(byte[] bytes, Func<Task> beforeRead)
    {
        var opened = 0;
        return UploadContent.FromStream(() => ++opened == 1 ? new MemoryStream(bytes) : new WaitingStream(bytes, beforeRead));
    }

    /// <summary>Returns 8 KB per read and ignores cancellation.</summary>
    private sealed class WaitingStream(byte[] bytes, Func<Task> beforeRead) : MemoryStream(bytes, writable: false)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await beforeRead();
            return Read(buffer.Span[..Math.Min(buffer.Length, 8 * 1024)]);
        }
    }
}
