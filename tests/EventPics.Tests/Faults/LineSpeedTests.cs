using EventPics.Tests.Raw;
using EventPics.Tests.Security;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Tests.Faults;

/// <summary>Lines that change their speed in the middle of a big file, and sources that are slower than the line.</summary>
[Collection(nameof(Quiet))]
public class LineSpeedTests
{
    private const int Megabyte = 1024 * 1024;
    private const int Length = 24 * Megabyte;

    private readonly FakeTimeProvider _time = new();
    private long _sent;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F012_A_line_that_turns_slow_after_a_fast_start_costs_no_attempt()
    {
        await using var server = new RawServer(receiveBuffer: 32 * 1024);
        server.OnPut(TurnSlow(server, TimeSpan.FromMilliseconds(6)));

        var result = await UploadAsync(server, UploadContent.FromBytes(Picture.Of(Length)));

        Assert.Equal(1, result.Attempts);
        Assert.Equal(Picture.Of(Length), server.Photos[1]);
    }

    [Fact]
    public async Task F012_A_line_that_looks_fast_and_turns_slow_each_time_costs_one_attempt()
    {
        await using var server = new RawServer(receiveBuffer: 32 * 1024);
        server.OnPut(TurnSlow(server, TimeSpan.Zero), 2);

        var result = await UploadAsync(server, UploadContent.FromBytes(Picture.Of(Length)));

        Assert.Equal("link, put 1, put 1", server.Requests);
        Assert.Equal(Picture.Of(Length), server.Photos[1]);
        Assert.Equal(2, result.Attempts);
    }

    [Fact]
    public async Task A_source_that_yields_a_little_now_and_then_is_no_line_that_stands_still()
    {
        await using var server = new RawServer();
        var bytes = Picture.Of(600_000);

        var result = await UploadAsync(server, FromSlowStream(bytes, () =>
        {
            _time.Advance(TimeSpan.FromSeconds(20));
            return Task.CompletedTask;
        }));

        Assert.Equal(1, result.Attempts);
        Assert.Equal(bytes, server.Photos[1]);
    }

    [Fact]
    public async Task A_source_that_yields_nothing_more_is_named()
    {
        await using var server = new RawServer();
        var reads = 0;
        var upload = UploadAsync(server, FromSlowStream(Picture.Of(600_000), () =>
        {
            if (++reads < 40)
            {
                return Task.CompletedTask;
            }

            _time.Advance(TimeSpan.FromSeconds(31));
            return new TaskCompletionSource().Task;
        }));

        var error = await Assert.ThrowsAsync<IOException>(() => upload);

        Assert.Contains("The content yielded nothing for 30 s", error.Message, StringComparison.Ordinal);
        Assert.Equal("link, put 1", server.Requests);
    }

    // Reads 22 MB fast, by so much of the clock for each 64 KB, then 64 kbit a second.
    private Func<RawConnection, RawRequest, Task> TurnSlow(RawServer server, TimeSpan fast) => async (connection, request) =>
    {
        await connection.ContinueAsync(request);
        var body = new byte[request.ContentLength];
        for (int filled = 0, read; filled < body.Length; filled += read)
        {
            var isFast = filled < 22 * Megabyte;
            read = await ReadAsync(connection, body, filled, Math.Min(isFast ? 64 * 1024 : 8 * 1024, body.Length - filled));
            if (read == 0)
            {
                connection.Close();
                return;
            }

            _time.Advance(isFast ? fast : TimeSpan.FromSeconds(1));
            if (!isFast)
            {
                await LetTheClientNoticeAsync(filled + read, connection.Stopping);
            }
        }

        server.Photos[request.LinkNumber] = body;
        await connection.AnswerAsync(200);
    };

    // The clock must not go on while the client has no processor to notice what has moved: it is ahead by a piece, or the last one is under way.
    private async Task LetTheClientNoticeAsync(int received, CancellationToken cancellationToken)
    {
        const int Piece = 64 * 1024;
        for (var waits = 0; waits < 10 && Volatile.Read(ref _sent) < Math.Min(received + Piece, Length); waits++)
        {
            await Task.Delay(5, cancellationToken);
        }
    }

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
        var options = TestOptions.For(server.BaseAddress);
        options.ApiTimeout = options.ResponseTimeout = TimeSpan.FromDays(1);
        options.StallTimeout = TimeSpan.FromSeconds(30);
        options.TimeProvider = _time;
        using var client = new EventPicsClient(options);
        var upload = client.UploadAsync(new UploadRequest("abcd1234", "video.mp4", content), new ProgressLog(now => Volatile.Write(ref _sent, now.BytesSent)), Token);
        while (!upload.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(5));
            await Task.WhenAny(upload, Task.Delay(20, Token));
        }

        return await upload;
    }

    private static UploadContent FromSlowStream(byte[] bytes, Func<Task> beforeRead)
    {
        var opened = 0;
        return UploadContent.FromStream(() => ++opened == 1 ? new MemoryStream(bytes) : new WaitingStream(bytes, beforeRead));
    }

    /// <summary>Yields 8 KB a read and pays no heed to cancellation.</summary>
    private sealed class WaitingStream(byte[] bytes, Func<Task> beforeRead) : MemoryStream(bytes, writable: false)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await beforeRead();
            return Read(buffer.Span[..Math.Min(buffer.Length, 8 * 1024)]);
        }
    }
}
