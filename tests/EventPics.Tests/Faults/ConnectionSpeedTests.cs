using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Tests.Faults;

/// <summary>Connections that are slow, become slow or stall, and photos that the kernel has buffered before they are sent.</summary>
[Collection(nameof(NonParallel))]
public class ConnectionSpeedTests
{
    private const int Megabyte = 1024 * 1024;

    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(6)]
    [InlineData(0)]
    public async Task F012_A_connection_that_becomes_slow_costs_no_attempt(int millisecondsFor64Kb)
    {
        await using var server = new RawServer(receiveBuffer: 32 * 1024);
        server.OnPut(TurnSlow(server, TimeSpan.FromMilliseconds(millisecondsFor64Kb), fast: 22 * Megabyte, slowBytesPerSecond: 8 * 1024));

        var result = await UploadAsync(server, UploadContent.FromBytes(TestImages.Jpeg(24 * Megabyte)));

        Assert.Equal(1, result.Attempts);
        Assert.Equal(TestImages.Jpeg(24 * Megabyte), server.Photos[1]);
    }

    [Fact]
    public async Task F012_A_connection_of_4_KB_per_second_costs_no_attempt_even_after_a_fast_upload()
    {
        await using var server = new RawServer(receiveBuffer: 32 * 1024);
        using var client = CreateClient(server);
        await Upload(client, UploadContent.FromBytes(TestImages.Jpeg(2 * Megabyte)));
        server.OnPut(TurnSlow(server, TimeSpan.Zero, fast: 0, slowBytesPerSecond: 4 * 1024));

        var result = await RunAsync(Upload(client, UploadContent.FromBytes(TestImages.Jpeg(Megabyte))));

        Assert.Equal(1, result.Attempts);
        Assert.Equal(TestImages.Jpeg(Megabyte), server.Photos[2]);
    }

    [Fact]
    public async Task F012_A_body_that_a_handler_sends_again_costs_no_attempt_on_a_slow_connection()
    {
        await using var server = new RawServer(receiveBuffer: 32 * 1024);
        server.OnPut(async (connection, request) =>
        {
            await connection.ContinueAsync(request);
            for (var left = request.ContentLength; left > 0; left -= 64 * 1024)
            {
                await connection.ReadBodyAsync((int)Math.Min(left, 64 * 1024));
                _time.Advance(TimeSpan.FromMilliseconds(100));
            }

            connection.Close();
        });
        server.OnPut(TurnSlow(server, TimeSpan.Zero, fast: 0, slowBytesPerSecond: 8 * 1024));
        var services = new ServiceCollection();
        services.AddEventPics(options =>
        {
            (options.ApiKey, options.BaseAddress, options.TimeProvider) = ("key", server.BaseAddress, _time);
            options.ApiTimeout = options.ResponseTimeout = TimeSpan.FromDays(1);
        }).HttpClient.AddHttpMessageHandler(() => new RetryingHandler());
        await using var provider = services.BuildServiceProvider();

        var result =
            await RunAsync(Upload(provider.GetRequiredService<EventPicsClient>(), UploadContent.FromBytes(TestImages.Jpeg(3 * Megabyte))));

        Assert.Equal((1, "url, put 1, put 1"), (result.Attempts, server.Requests));
        Assert.Equal(TestImages.Jpeg(3 * Megabyte), server.Photos[1]);
    }

    [Fact]
    public async Task F013_A_connection_of_1_KB_per_second_counts_as_stalled()
    {
        await using var server = new RawServer(receiveBuffer: 32 * 1024);
        server.OnPut(TurnSlow(server, TimeSpan.Zero, fast: 0, slowBytesPerSecond: 1024));
        using var client = CreateClient(server, options => options.MaxRetries = 0);

        var error = await Assert.ThrowsAsync<EventPicsException>(
            () => RunAsync(Upload(client, UploadContent.FromBytes(TestImages.Jpeg(Megabyte)))));

        Assert.Equal(EventPicsError.Stalled, error.Error);
    }

    [Theory]
    [InlineData(200_000)]
    [InlineData(900_000)]
    [InlineData(20_000_000)]
    public async Task F010_A_stall_is_detected_after_30_seconds_even_when_the_kernel_has_buffered_the_whole_body(int length)
    {
        await using var server = new RawServer(receiveBuffer: 32 * 1024);
        server.OnPut(async (connection, request) =>
        {
            await connection.ContinueAsync(request);
            await connection.ReadBodyAsync(length / 2);
            await connection.HangAsync();
        });
        using var client = CreateClient(server, options => options.MaxRetries = 0);
        var upload = Upload(client, UploadContent.FromBytes(TestImages.Jpeg(length)));
        while (!server.IsHanging)
        {
            await Task.Delay(20, Token);
        }

        await Task.Delay(300, Token); // until the kernel buffers are full
        await AdvanceAsync(seconds: 27);
        Assert.False(upload.IsCompleted);
        await AdvanceAsync(seconds: 6);
        var error = await Assert.ThrowsAsync<EventPicsException>(() => upload.WaitAsync(TimeSpan.FromMinutes(1), Token));

        Assert.Equal(EventPicsError.Stalled, error.Error);
    }

    [Fact]
    public async Task F042_Photos_that_share_pooled_connections_take_one_attempt_each()
    {
        await using var server = new RawServer();
        using var client = CreateClient(server);
        var bytes = TestImages.Jpeg(200_000);

        var results = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            List<int> attempts = [];
            for (var i = 0; i < 100; i++)
            {
                attempts.Add((await Upload(client, UploadContent.FromBytes(bytes))).Attempts);
            }

            return attempts;
        }))).WaitAsync(TimeSpan.FromMinutes(1), Token); // a second attempt would wait for a clock that does not advance

        Assert.All(results.SelectMany(attempts => attempts), attempts => Assert.Equal(1, attempts));
    }

    // Reads a number of bytes fast, with a fixed delay per 64 KB, then slowly.
    private Func<RawConnection, RawRequest, Task> TurnSlow(RawServer server, TimeSpan for64Kb, int fast, int slowBytesPerSecond) =>
        async (connection, request) =>
        {
            await connection.ContinueAsync(request);
            var body = new byte[request.ContentLength];
            for (int filled = 0, read; filled < body.Length; filled += read)
            {
                var isFast = filled < fast;
                read = await ReadAsync(connection, body, filled, Math.Min(isFast ? 64 * 1024 : slowBytesPerSecond, body.Length - filled));
                if (read == 0)
                {
                    connection.Close();
                    return;
                }

                _time.Advance(isFast ? for64Kb : TimeSpan.FromSeconds(1));
            }

            server.Photos[request.UrlNumber] = body;
            await connection.RespondAsync(200, headers: "ETag: \"raw\"\r\n");
        };

    private static async Task<int> ReadAsync(RawConnection connection, byte[] body, int at, int count)
    {
        var filled = 0;
        for (int read; filled < count && (read = await connection.ReadAsync(body.AsMemory(at + filled, count - filled))) > 0;)
        {
            filled += read;
        }

        return filled;
    }

    private async Task<UploadResult> UploadAsync(RawServer server, UploadContent content)
    {
        using var client = CreateClient(server);
        return await RunAsync(Upload(client, content));
    }

    private EventPicsClient CreateClient(RawServer server, Action<EventPicsClientOptions>? configure = null)
    {
        var options = TestOptions.For(server.BaseAddress);
        options.ApiTimeout = options.ResponseTimeout = TimeSpan.FromDays(1);
        options.StallTimeout = TimeSpan.FromSeconds(30);
        options.TimeProvider = _time;
        configure?.Invoke(options);
        return new EventPicsClient(options);
    }

    private static Task<UploadResult> Upload(EventPicsClient client, UploadContent content) =>
        client.UploadAsync(new UploadRequest("abcd1234", "video.mp4", content), cancellationToken: Token);

    private async Task AdvanceAsync(int seconds)
    {
        for (var i = 0; i < seconds * 4; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(250));
        }

        await Task.Delay(100, Token);
    }

    // Back-offs take milliseconds.
    private async Task<UploadResult> RunAsync(Task<UploadResult> upload)
    {
        while (!upload.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(5));
            await Task.WhenAny(upload, Task.Delay(20, Token));
        }

        return await upload;
    }
}
