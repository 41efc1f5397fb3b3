using EventPics.Dashboard.Internal.Actions;
using EventPics.Queue;

namespace EventPics.Dashboard.Tests.Actions;

public sealed class UndoJournalTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_damaged_entry_prevents_no_other_from_being_completed()
    {
        await using var queue = await UploadQueue.OpenWithoutSendingAsync(
            new UploadQueueOptions { Folder = _folder.PathOf("queue") }, cancellationToken: Token);
        var journal = new UndoJournal(queue);
        var removed = await RemoveAsync(queue, 7);
        await journal.WriteAsync(removed);
        removed.Dispose();
        // Before and after the good one, in whatever order the folder lists them.
        foreach (var name in new[] { "!", "zz" })
        {
            await File.WriteAllTextAsync(_folder.PathOf($"queue/undo/{name}.json"), "{", Token);
        }

        using (var withoutBytes = await RemoveAsync(queue, 8))
        {
            await journal.WriteAsync(withoutBytes);
            File.Delete(_folder.PathOf($"queue/undo/{withoutBytes.Upload.Id}.bin"));
        }

        await journal.CompleteAsync();

        var waiting = await queue.ListAsync(QueuedUploadState.Waiting, cancellationToken: Token);
        Assert.Equal(removed.Upload.Sha256, Assert.Single(waiting).Sha256);
        Assert.False(File.Exists(_folder.PathOf($"queue/undo/{removed.Upload.Id}.json")));
    }

    private static async Task<RemovedUpload> RemoveAsync(UploadQueue queue, byte seed)
    {
        byte[] bytes = [0xFF, 0xD8, seed, 0xFF, 0xD9];
        var upload = await queue.EnqueueAsync(
            new UploadRequest("abcd1234", $"{seed}.jpg", UploadContent.FromBytes(bytes, "image/jpeg")), Token);
        await queue.RemoveAsync(upload.Id, Token);
        return new RemovedUpload((await queue.FindAsync(upload.Id, Token))!, new MemoryStream(bytes));
    }
}
