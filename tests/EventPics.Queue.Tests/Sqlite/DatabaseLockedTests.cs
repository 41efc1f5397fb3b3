using EventPics.Queue.Tests.Support;
using Microsoft.Data.Sqlite;

namespace EventPics.Queue.Tests.Sqlite;

/// <summary>A backup or a virus scanner locks the database.</summary>
public sealed class DatabaseLockedTests : QueueTest
{
    /// <summary>Far below SQLite's own busy timeout.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task F076_A_photo_enqueued_while_another_program_locks_the_database_is_acknowledged_once_it_is_saved()
    {
        await using var queue = await OpenWithoutSendingAsync();
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

        var upload = await enqueued.WaitAsync(TestTimeout.Default, Token);

        Assert.Equal(upload.Id, Assert.Single(await queue.ListAsync(null, 1000, Token)).Id);
    }

    [Fact]
    public async Task F076_While_another_program_locks_the_database_nothing_is_acknowledged_and_then_everything_is()
    {
        await using var queue = await UploadQueue.OpenAsync(Service, Options, cancellationToken: Token);
        Task<QueuedUpload> enqueuing;
        using (var other = LockDatabase())
        {
            enqueuing = queue.EnqueueAsync(TestPhoto.Request(1), Token);
            await Eventually.TrueAsync(() => Task.FromResult(Directory.EnumerateFiles(Path.Combine(queue.Folder, "spool"), "*.bin").Any()));
            Assert.False(enqueuing.IsCompleted);
            Execute(other, "ROLLBACK");
        }

        var photo = await enqueuing.WaitAsync(TestTimeout.Default, Token);
        Assert.Equal(QueuedUploadState.Uploaded, (await queue.WaitForAsync(photo.Id, Token).WaitAsync(TestTimeout.Default, Token)).State);
    }

    [Fact]
    public async Task F076_A_cancelled_enqueue_does_not_wait_for_the_database_lock_and_leaves_no_files()
    {
        await using var queue = await OpenWithoutSendingAsync();
        using var other = LockDatabase();
        using var cancel = new CancellationTokenSource();
        var enqueuing = Enumerable.Range(0, 4).Select(n => queue.EnqueueAsync(TestPhoto.Request(n), cancel.Token)).ToList();
        await Eventually.TrueAsync(() => Task.FromResult(Directory.EnumerateFiles(Path.Combine(queue.Folder, "spool"), "*.bin").Any()));

        await cancel.CancelAsync();

        foreach (var one in enqueuing)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one.WaitAsync(Soon, Token));
        }

        Execute(other, "ROLLBACK");
        Assert.Equal(
            (0, 0), ((await queue.GetStatusAsync(Token)).Waiting, Directory.EnumerateFiles(Path.Combine(queue.Folder, "spool")).Count()));
    }

    [Fact]
    public async Task F076_A_queue_closes_soon_although_another_program_locks_the_database()
    {
        var reached = new TaskCompletionSource();
        Service.OnPut = async (_, _, token) =>
        {
            reached.TrySetResult();
            await Task.Delay(Timeout.Infinite, token);
        };
        var queue = await UploadQueue.OpenAsync(Service, Options, cancellationToken: Token);
        for (var n = 0; n < 5; n++)
        {
            await queue.EnqueueAsync(TestPhoto.Request(n), Token);
        }

        await reached.Task.WaitAsync(TestTimeout.Default, Token);
        using (LockDatabase())
        {
            await queue.DisposeAsync().AsTask().WaitAsync(Soon, Token);
        }

        Service.OnPut = static (_, _, _) => Task.CompletedTask;
        await using var again = await UploadQueue.OpenAsync(Service, Options, cancellationToken: Token);
        await again.WaitUntilIdleAsync(Token).WaitAsync(TestTimeout.Default, Token);
        Assert.Equal(5, Service.Hashes.Distinct().Count());
    }

    private SqliteConnection LockDatabase()
    {
        var other = new SqliteConnection($"Data Source={Path.Combine(Folder.PathOf("queue"), "queue.db")};Pooling=False");
        other.Open();
        Execute(other, "BEGIN IMMEDIATE");
        return other;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants in this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
