using EventPics.Emulator;
using EventPics.Internal.Content;

namespace EventPics.Tests.Content;

/// <summary>Streams that can't seek, copied to memory or to a temporary file.</summary>
public sealed class BufferedContentTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(64 * 1024)]
    [InlineData(StreamBuffer.MaxInMemory)]
    [InlineData(StreamBuffer.MaxInMemory + 1)]
    [InlineData(5_000_000)]
    public async Task Any_stream_is_uploaded_completely_and_as_often_as_needed(int length)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        using var client = TestClient.For(emulator);
        var bytes = TestImages.Jpeg(length);
        using var body = new ForwardOnlyStream(bytes, portion: 7000);
        using var content = await UploadContent.BufferAsync(body, cancellationToken: Token);
        emulator.Faults.OnPut(Fault.DropAfter(length / 2)).OnPut(Fault.Status(503));

        var result = await client.UploadAsync(new UploadRequest("abcd1234", "a.bin", content), Token);

        Assert.Equal((length, length > 10 ? "image/jpeg" : content.ContentType, 3), (result.Length, result.ContentType, result.Attempts));
        Assert.Equal(bytes, Assert.Single(emulator.Photos).Bytes);
        Assert.False(body.IsDisposed);
    }

    [Fact]
    public async Task A_stream_that_can_seek_is_read_from_its_beginning()
    {
        using var advanced = new MemoryStream(TestImages.Jpeg(5000)) { Position = 12 };

        using var content = await UploadContent.BufferAsync(advanced, "image/x", Token);

        Assert.Equal((5000, "image/x"), (content.Length, content.ContentType));
        Assert.Equal(TestImages.Jpeg(5000), ReadAll(content));
    }

    [Fact]
    public async Task Several_readers_do_not_disturb_each_other()
    {
        var bytes = TestImages.Jpeg(3_000_000);
        using var content = await UploadContent.BufferAsync(new ForwardOnlyStream(bytes, 100_000), cancellationToken: Token);
        using var half = content.OpenRead();
        half.ReadExactly(new byte[1_500_000]);

        var whole = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => ReadAll(content), Token)));

        using var rest = new MemoryStream();
        await half.CopyToAsync(rest, Token);
        Assert.All(whole, copy => Assert.Equal(bytes, copy));
        Assert.Equal(bytes[1_500_000..], rest.ToArray());
    }

    [Fact]
    public async Task Disposal_deletes_the_file_also_through_a_request_and_leaves_other_content_readable()
    {
        var file = await UploadContent.BufferAsync(new ForwardOnlyStream(TestImages.Jpeg(2_000_000), 100_000), cancellationToken: Token);
        var memory = await UploadContent.BufferAsync(new ForwardOnlyStream(TestImages.Jpeg(2000)), cancellationToken: Token);

        new UploadRequest("abcd1234", "a.png", file).Content.Dispose();
        memory.Dispose();

        Assert.Throws<ObjectDisposedException>(() => ReadAll(file));
        Assert.Equal(2000, ReadAll(memory).Length);
    }

    [Fact]
    public void Only_its_user_can_read_the_file_and_no_crash_leaves_it_behind()
    {
        using var file = TemporaryFile.Create();

        if (OperatingSystem.IsWindows())
        {
            Assert.Throws<IOException>(() => File.OpenRead(file.File.Name));
            file.Dispose();
        }
        else
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file.File.SafeFileHandle));
        }

        Assert.False(File.Exists(file.File.Name));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(2_000_000)]
    public async Task An_error_of_the_stream_is_thrown_and_leaves_no_open_file(int after)
    {
        var failing = new FailingStream(TestImages.Jpeg(after));
        var before = DeletedFiles();

        var error = await Assert.ThrowsAsync<IOException>(() => UploadContent.BufferAsync(failing, cancellationToken: Token));

        Assert.Equal("the phone went out of range", error.Message);
        Assert.InRange(DeletedFiles(), 0, before);
    }

    [Fact]
    public async Task Copying_can_be_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        using var stream = new FailingStream(TestImages.Jpeg(2_000_000)) { AtEnd = cancellation.Cancel };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => UploadContent.BufferAsync(stream, cancellationToken: cancellation.Token));
    }

    [Fact]
    public async Task An_unusable_stream_is_rejected()
    {
        await Assert.ThrowsAsync<ArgumentNullException>("anyStream", () => UploadContent.BufferAsync(null!, cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentException>(
            "anyStream", () => UploadContent.BufferAsync(new ForwardOnlyStream([]), cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentException>(() => UploadContent.BufferAsync(new ForwardOnlyStream([1]), "no type", Token));
        var closed = new MemoryStream();
        closed.Close();
        await Assert.ThrowsAsync<ArgumentException>("anyStream", () => UploadContent.BufferAsync(closed, cancellationToken: Token));
    }

    private static int DeletedFiles() => OperatingSystem.IsLinux()
        ? new DirectoryInfo("/proc/self/fd")
            .GetFiles()
            .Count(
                file => file.LinkTarget is { } target && target.Contains("/tmp", StringComparison.Ordinal)
                    && target.EndsWith(".tmp (deleted)", StringComparison.Ordinal))
        : 0;

    private static byte[] ReadAll(UploadContent content)
    {
        using var stream = content.OpenRead();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private sealed class FailingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public Action? AtEnd { get; init; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            if (read == 0)
            {
                (AtEnd ?? throw new IOException("the phone went out of range")).Invoke();
                cancellationToken.ThrowIfCancellationRequested();
            }

            return read;
        }

        public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            var buffer = new byte[bufferSize];
            for (int read; (read = await ReadAsync(buffer, cancellationToken)) > 0;)
            {
                await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
    }
}
