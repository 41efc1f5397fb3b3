using EventPics.Queue.Tests.Support;

namespace EventPics.Queue.Tests.Session;

public sealed class UploadQueueTests : QueueTest
{
    [Fact]
    public async Task An_enqueued_photo_is_uploaded()
    {
        await using var queue = await UploadQueue.OpenAsync(Service, Options, cancellationToken: Token);
        var upload = await queue.EnqueueAsync("wedding", Folder.WritePhoto("a.jpg"), "main", Token);

        var done = await queue.WaitForAsync(upload.Id, Token).WaitAsync(TestTimeout.Default, Token);

        Assert.Equal(QueuedUploadState.Uploaded, done.State);
        Assert.Equal("\"etag\"", done.ETag);
        Assert.Equal(upload.Sha256, Assert.Single(Service.Hashes));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(queue.Folder, "spool")));
        var status = await queue.GetStatusAsync(Token);
        Assert.Equal((0, 1, QueueHealth.Online, true), (status.Waiting, status.Uploaded, status.Health, status.IsSender));
    }

    [Fact]
    public async Task The_same_bytes_are_one_job()
    {
        await using var queue = await UploadQueue.OpenAsync(Service, Options, cancellationToken: Token);
        var first = await queue.EnqueueAsync(TestPhoto.Request(1), Token);
        var again = await queue.EnqueueAsync(TestPhoto.Request(1), Token);
        var elsewhere = await queue.EnqueueAsync(TestPhoto.Request(1, albumId: "other"), Token);

        await queue.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Default, Token);

        Assert.Equal((first.Id, true), (again.Id, again.WasAlreadyQueued));
        Assert.False(elsewhere.WasAlreadyQueued);
        Assert.Equal(2, Service.Objects.Count);
        Assert.Equal(first.Id, (await queue.FindAsync("wedding", null, first.Sha256.ToUpperInvariant(), Token))?.Id);
    }

    [Fact]
    public async Task A_photo_enqueued_without_sending_is_sent_by_the_next_process()
    {
        await using (var other = await UploadQueue.OpenWithoutSendingAsync(Options, cancellationToken: Token))
        {
            await other.EnqueueAsync(TestPhoto.Request(1), Token);
            Assert.Equal(QueueHealth.NotSending, (await other.GetStatusAsync(Token)).Health);
            Assert.Equal(QueuedUploadState.Waiting, Assert.Single(await other.ListAsync(null, 1000, Token)).State);
        }

        await using var queue = await UploadQueue.OpenAsync(Service, Options, cancellationToken: Token);
        await queue.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Default, Token);

        Assert.Single(Service.Objects);
    }
}
