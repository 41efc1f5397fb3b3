using EventPics.Queue.Tests.Support;
using Microsoft.Data.Sqlite;

namespace EventPics.Queue.Tests.Sqlite;

/// <summary>A backup or a virus scanner locks the database.</summary>
public sealed class DatabaseLockedTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task F076_A_photo_enqueued_while_another_program_locks_the_database_is_acknowledged_once_it_is_saved()
    {
        await using var queue = await UploadQueue.OpenWithoutSendingAsync(new UploadQueueOptions { Folder = _folder.PathOf("queue") }, cancellationToken: Token);
        using var other = new SqliteConnection($"Data Source={Path.Combine(queue.Folder, "queue.db")};Pooling=False");
        other.Open();
        Task<QueuedUpload> enqueued;
        using (other.BeginTransaction(deferred: false))
        {
            enqueued = Task.Run(() => queue.EnqueueAsync(TestPhoto.Request(1), Token), Token);
            while (!Directory.EnumerateFiles(Path.Combine(queue.Folder, "spool")).Any())
            {
                Assert.False(enqueued.IsCompleted);
                await Task.Yield();
            }

            Assert.False(enqueued.IsCompleted);
        }

        var upload = await enqueued.WaitAsync(TimeSpan.FromMinutes(1), Token);

        Assert.Equal(upload.Id, Assert.Single(await queue.ListAsync(cancellationToken: Token)).Id);
    }
}
