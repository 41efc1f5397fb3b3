using EventPics.Queue.Tests.Support;

namespace EventPics.Queue.Tests;

public sealed class UploadQueueTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TempFolder _folder = new();
    private readonly FakeService _service = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private UploadQueueOptions Options => new() { Folder = _folder.File("queue") };

    public void Dispose()
    {
        _service.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_picture_handed_over_arrives()
    {
        await using var queue = await UploadQueue.OpenAsync(_service, Options, cancellationToken: Token);
        var upload = await queue.EnqueueAsync("wedding", _folder.Picture("a.jpg"), "main", Token);

        var done = await queue.WaitForAsync(upload.Id, Token).WaitAsync(Patience, Token);

        Assert.Equal(QueuedUploadState.Uploaded, done.State);
        Assert.Equal("\"etag\"", done.ETag);
        Assert.Equal(upload.Sha256, Assert.Single(_service.Hashes));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(queue.Folder, "spool")));
        var status = await queue.GetStatusAsync(Token);
        Assert.Equal((0, 1, QueueConnection.Online, true), (status.Waiting, status.Uploaded, status.Connection, status.IsSender));
    }

    [Fact]
    public async Task The_same_bytes_are_one_job()
    {
        await using var queue = await UploadQueue.OpenAsync(_service, Options, cancellationToken: Token);
        var first = await queue.EnqueueAsync(Pictures.Request(1), Token);
        var again = await queue.EnqueueAsync(Pictures.Request(1), Token);
        var elsewhere = await queue.EnqueueAsync(Pictures.Request(1, albumId: "other"), Token);

        await queue.WaitUntilIdleAsync(Token).WaitAsync(Patience, Token);

        Assert.Equal((first.Id, true), (again.Id, again.WasAlreadyQueued));
        Assert.False(elsewhere.WasAlreadyQueued);
        Assert.Equal(2, _service.Objects.Count);
        Assert.Equal(first.Id, (await queue.FindAsync("wedding", null, first.Sha256.ToUpperInvariant(), Token))?.Id);
    }

    [Fact]
    public async Task What_is_enqueued_without_sending_is_sent_by_the_next_process()
    {
        await using (var looking = await UploadQueue.OpenWithoutSendingAsync(Options, cancellationToken: Token))
        {
            await looking.EnqueueAsync(Pictures.Request(1), Token);
            Assert.Equal(QueueConnection.NotSending, (await looking.GetStatusAsync(Token)).Connection);
            Assert.Equal(QueuedUploadState.Waiting, Assert.Single(await looking.ListAsync(cancellationToken: Token)).State);
        }

        await using var queue = await UploadQueue.OpenAsync(_service, Options, cancellationToken: Token);
        await queue.WaitUntilIdleAsync(Token).WaitAsync(Patience, Token);

        Assert.Single(_service.Objects);
    }
}
