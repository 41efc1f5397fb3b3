using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Tests.Upload;

/// <summary>
/// Files and streams whose calls block, as on an unreachable network share. A named pipe without a writer blocks in the same way.
/// </summary>
public sealed class BlockedSourceTests : IDisposable
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(60);

    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly ManualResetEventSlim _release = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Sources => ["pipe", "read", "async read", "open"];

    public void Dispose()
    {
        _release.Set();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_file_that_blocks_on_opening_blocks_neither_the_caller_nor_cancellation()
    {
        var path = Pipe();
        using var client = new EventPicsClient("key");
        using var cancel = new CancellationTokenSource();

        // The call itself returns, so it did not open the file on this thread.
        var upload = await Task.Run(() => new[] { client.UploadAsync("abcd1234", path, cancellationToken: cancel.Token) }, Token)
            .WaitAsync(LongEnough, Token);
        Assert.False(upload[0].IsCompleted);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => upload[0].WaitAsync(LongEnough, Token));
        OpenForWriting(path);
    }

    [Fact]
    public async Task A_file_that_blocks_on_opening_fails_after_the_stall_timeout()
    {
        var path = Pipe();
        using var client = new EventPicsClient(new EventPicsClientOptions { ApiKey = "key", TimeProvider = _time });
        var upload = client.UploadAsync("abcd1234", path, cancellationToken: Token);

        var error = await Assert.ThrowsAsync<IOException>(() => AdvanceAsync(upload));

        Assert.Contains("could not be read: it did not open within 30 s", error.Message, StringComparison.Ordinal);
        OpenForWriting(path);
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task A_blocked_source_fails_after_the_stall_timeout_and_is_not_reported_as_a_stalled_connection(string source)
    {
        await using var server = new RawServer();
        using var client = new EventPicsClient(Options(server));
        var blocked = Blocked(source);
        var upload = client.UploadAsync(new UploadRequest("abcd1234", "a.jpg", blocked.Content), cancellationToken: Token);
        await blocked.Reached.Task.WaitAsync(LongEnough, Token);

        var error = await Assert.ThrowsAsync<IOException>(() => AdvanceAsync(upload));

        Assert.Contains("could not be read: no data came for 30 s", error.Message, StringComparison.Ordinal);
        Assert.Empty(server.Photos);
        blocked.Unblock();
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task A_blocked_source_can_be_cancelled(string source)
    {
        await using var server = new RawServer();
        using var client = new EventPicsClient(Options(server));
        using var cancel = new CancellationTokenSource();
        var blocked = Blocked(source);
        var upload = client.UploadAsync(new UploadRequest("abcd1234", "a.jpg", blocked.Content), cancellationToken: cancel.Token);
        await blocked.Reached.Task.WaitAsync(LongEnough, Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => upload.WaitAsync(LongEnough, Token));
        blocked.Unblock();
    }

    [Fact]
    public async Task A_blocked_source_ends_when_its_client_is_disposed()
    {
        await using var server = new RawServer();
        var client = new EventPicsClient(Options(server));
        var blocked = Blocked("read");
        var upload = client.UploadAsync(new UploadRequest("abcd1234", "a.jpg", blocked.Content), cancellationToken: Token);
        await blocked.Reached.Task.WaitAsync(LongEnough, Token);

        client.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => upload.WaitAsync(LongEnough, Token));
        blocked.Unblock();
    }

    private static void OpenForWriting(string path)
    {
        // Both ends, since the abandoned call may not have opened its own yet.
        using var writer = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
    }

    private string Pipe()
    {
        var path = _folder.PathOf("pipe.jpg");
        using var mkfifo = Process.Start("mkfifo", path);
        mkfifo.WaitForExit();
        return path;
    }

    private EventPicsClientOptions Options(RawServer server)
    {
        var options = TestOptions.For(server.BaseAddress);
        options.ApiTimeout = options.ResponseTimeout = TimeSpan.FromDays(1);
        options.StallTimeout = TimeSpan.FromSeconds(30);
        options.TimeProvider = _time;
        return options;
    }

    private async Task<T> AdvanceAsync<T>(Task<T> upload)
    {
        while (!upload.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(2));
            await Task.WhenAny(upload, Task.Delay(5, Token));
        }

        return await upload;
    }

    private BlockedContent Blocked(string kind)
    {
        var reached = new TaskCompletionSource();
        var opened = 0;
        string? pipe = null;
        if (kind == "pipe")
        {
            pipe = Pipe();
        }

        FileStream? writer = null;
        var content = UploadContent.FromStream(() =>
        {
            if (++opened == 1)
            {
                return new MemoryStream(TestImages.Jpeg(600_000));
            }

            if (kind == "open")
            {
                reached.TrySetResult();
                _release.Wait();
            }

            if (pipe is null)
            {
                return new BlockingStream(TestImages.Jpeg(600_000), kind == "async read", _release, reached);
            }

            // Both ends are open, so that only the read blocks.
            writer = new FileStream(pipe, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            reached.TrySetResult();
            return new FileStream(pipe, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1);
        });
        return new(content, reached, () =>
        {
            _release.Set();
            writer?.Dispose();
        });
    }

    private sealed record BlockedContent(UploadContent Content, TaskCompletionSource Reached, Action Unblock);

    /// <summary>Blocks its thread at the second read, synchronous or not, and ignores cancellation.</summary>
    private sealed class BlockingStream(
        byte[] bytes, bool async, ManualResetEventSlim release, TaskCompletionSource reached) : MemoryStream(bytes, writable: false)
    {
        private int _reads;

        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count)
        {
            Block();
            return base.Read(buffer, offset, Math.Min(count, 8 * 1024));
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (async)
            {
                Block();
                return new(Read(buffer.Span[..Math.Min(buffer.Length, 8 * 1024)]));
            }

            return new(Task.Run(() =>
            {
                Block();
                return base.Read(buffer.Span[..Math.Min(buffer.Length, 8 * 1024)]);
            }, CancellationToken.None));
        }

        private void Block()
        {
            if (++_reads == 2)
            {
                reached.TrySetResult();
                release.Wait();
            }
        }
    }
}
