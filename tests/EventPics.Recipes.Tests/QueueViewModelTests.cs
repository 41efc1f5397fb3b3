using EventPics.Emulator;
using EventPics.Queue;
using Microsoft.Data.Sqlite;
using Recipes;
using Recipes.Support;

namespace EventPics.Recipes.Tests;

public sealed class QueueViewModelTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_list_that_cannot_be_read_does_not_end_the_program_and_is_read_later()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);

        await UiThread.RunAsync(() => ShowAsync(emulator));
    }

    private async Task ShowAsync(EventPicsEmulator emulator)
    {
        var folder = _folder.PathOf("queue");
        using var client = new EventPicsClient(new EventPicsClientOptions { ApiKey = emulator.ApiKey, BaseAddress = emulator.BaseAddress });
        await using var queue = await UploadQueue.OpenAsync(client, new UploadQueueOptions { Folder = folder }, cancellationToken: Token);
        await queue.EnqueueAsync("abcd1234", _folder.Write("first.jpg", TestImages.Jpeg(5000, seed: 1)), cancellationToken: Token);
        await queue.WaitUntilIdleAsync(Token);
        using var viewModel = new QueueViewModel(queue);
        var anyMayHaveChanged = new TaskCompletionSource();
        queue.Changed += (_, e) =>
        {
            if (e.Upload is null)
            {
                anyMayHaveChanged.TrySetResult();
            }
        };

        await RunSqlAsync(folder, "ALTER TABLE upload RENAME TO unreadable");
        using (queue.Hold())
        {
            await anyMayHaveChanged.Task;
            await Assert.ThrowsAsync<UploadQueueException>(() => queue.ListAsync(cancellationToken: Token)); // after that of the view model
            await RunSqlAsync(folder, "ALTER TABLE unreadable RENAME TO upload");
            await queue.EnqueueAsync("abcd1234", _folder.Write("second.jpg", TestImages.Jpeg(5000, seed: 2)), cancellationToken: Token);
            await Eventually.TrueAsync(() => viewModel.Photos.Count == 2);
        }
    }

    private static async Task RunSqlAsync(string folder, string sql)
    {
        var database = Assert.Single(Directory.GetFiles(folder, "*.db"));
        await using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Token);
    }
}
