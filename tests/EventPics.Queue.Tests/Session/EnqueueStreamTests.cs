using EventPics.Queue.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.Queue.Tests.Session;

/// <summary>Photos from streams that can be read only once, such as the body of a request.</summary>
public sealed class EnqueueStreamTests : QueueTest
{
    private static readonly byte[] Photo = TestImages.Jpeg(300_000, seed: 1);

    [Fact]
    public async Task A_stream_that_can_not_seek_is_read_once_in_small_parts_and_sent()
    {
        await using var queue = await UploadQueue.OpenAsync(Service, Options, cancellationToken: Token);
        await using var body = new OnceReadableStream(Photo);

        var upload = await queue.EnqueueAsync("wedding", "guest.bin", body, "dance", Token);

        var sent = await queue.WaitForAsync(upload.Id, Token).WaitAsync(TestTimeout.Default, Token);
        Assert.Equal((QueuedUploadState.Uploaded, Photo.Length, "image/jpeg"), (sent.State, sent.Length, sent.ContentType));
        Assert.Equal(("wedding", "dance", "guest.bin", null), (sent.LinkId, sent.AlbumId, sent.FileName, sent.SourcePath));
        Assert.Equal(Photo, Assert.Single(Service.Objects).Value);
        Assert.Equal(Photo.Length, sent.BytesSent);
        Assert.False(body.WasDisposed);
    }

    [Fact]
    public async Task The_name_gives_the_type_of_bytes_that_do_not()
    {
        await using var queue = await OpenWithoutSendingAsync();

        Assert.Equal(
            "image/png", (await queue.EnqueueAsync("wedding", "a.png", new MemoryStream([1, 2, 3]), cancellationToken: Token)).ContentType);
    }

    [Fact]
    public async Task A_seekable_stream_is_read_from_its_position()
    {
        await using var queue = await OpenWithoutSendingAsync();
        using var stream = new MemoryStream([0, .. Photo]) { Position = 1 };

        var upload = await queue.EnqueueAsync("wedding", "a.jpg", stream, cancellationToken: Token);

        Assert.Equal(Photo, await File.ReadAllBytesAsync(Path.Combine(Spool, upload.Id + ".bin"), Token));
    }

    [Fact]
    public async Task The_same_bytes_are_queued_once_whatever_they_come_from()
    {
        await using var queue = await OpenWithoutSendingAsync();
        var first = await queue.EnqueueAsync(new UploadRequest("wedding", "a.jpg", UploadContent.FromBytes(Photo)), Token);

        var again = await queue.EnqueueAsync("wedding", "b.jpg", new OnceReadableStream(Photo), cancellationToken: Token);

        Assert.Equal((first.Id, true), (again.Id, again.WasAlreadyQueued));
        Assert.Equal(2, Directory.EnumerateFiles(Spool).Count());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(150_000)]
    public async Task A_cancelled_stream_leaves_nothing_behind(int readBefore)
    {
        await using var queue = await OpenWithoutSendingAsync();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using var body = new OnceReadableStream(Photo) { StopsAt = readBefore, Stopped = cancel.Cancel };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => queue.EnqueueAsync("wedding", "a.jpg", body, cancellationToken: cancel.Token));

        Assert.Empty(Directory.EnumerateFiles(Spool));
        Assert.Equal(0, (await queue.GetStatusAsync(Token)).Waiting);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_source_that_ignores_the_cancellation_delays_it_only_for_a_while(bool blocksTheThread)
    {
        await using var queue = await OpenWithoutSendingAsync();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var body = new DeafStream(Photo, blocksTheThread);

        var enqueuing = queue.EnqueueAsync("wedding", "a.jpg", body, cancellationToken: cancel.Token);
        await body.Reached.Task.WaitAsync(TestTimeout.Default, Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => enqueuing.WaitAsync(TestTimeout.Default, Token));
        Assert.Empty(Directory.EnumerateFiles(Spool));
        body.Release();
        Assert.Equal(0, (await queue.GetStatusAsync(Token)).Waiting);
    }

    [Fact]
    public async Task A_stream_that_is_slow_to_notice_the_cancellation_is_not_read_after_it()
    {
        var options = Options;
        options.TimeProvider = new FakeTimeProvider(); // Waits as long as it takes.
        await using var queue = await UploadQueue.OpenWithoutSendingAsync(options, cancellationToken: Token);
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var body = new DeafStream(Photo, blocksTheThread: false);

        var enqueuing = queue.EnqueueAsync("wedding", "a.jpg", body, cancellationToken: cancel.Token);
        await body.Reached.Task.WaitAsync(TestTimeout.Default, Token);
        await cancel.CancelAsync();
        await Task.WhenAny(enqueuing, Task.Delay(100, Token));
        Assert.False(enqueuing.IsCompleted);

        body.Release();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => enqueuing);
    }

    [Fact]
    public async Task A_stream_that_breaks_off_leaves_nothing_behind()
    {
        await using var queue = await OpenWithoutSendingAsync();
        await using var body =
            new OnceReadableStream(Photo) { StopsAt = 150_000, Stopped = static () => throw new IOException("The guest has left.") };

        var e = await Assert.ThrowsAsync<IOException>(() => queue.EnqueueAsync("wedding", "a.jpg", body, cancellationToken: Token));

        Assert.Equal("The guest has left.", e.Message);
        Assert.Empty(Directory.EnumerateFiles(Spool));
    }

    [Fact]
    public async Task An_empty_unreadable_or_too_large_stream_is_rejected()
    {
        var options = Options;
        options.MaxFileSize = Photo.Length - 1;
        await using var queue = await UploadQueue.OpenWithoutSendingAsync(options, cancellationToken: Token);
        var closed = new MemoryStream();
        await closed.DisposeAsync();

        await Assert.ThrowsAsync<ArgumentException>(
            "content", () => queue.EnqueueAsync("wedding", "a.jpg", new OnceReadableStream([]), cancellationToken: Token));
        await Assert.ThrowsAsync<ArgumentException>(
            "content", () => queue.EnqueueAsync("wedding", "a.jpg", closed, cancellationToken: Token));
        var tooLarge = await Assert.ThrowsAsync<ArgumentException>(
            "content", () => queue.EnqueueAsync("wedding", "a.jpg", new OnceReadableStream(Photo), cancellationToken: Token));

        Assert.Contains("'a.jpg' has more than 299,999 bytes", tooLarge.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Spool));
    }
}
