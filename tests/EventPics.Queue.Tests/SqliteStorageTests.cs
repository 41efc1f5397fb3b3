using EventPics.Queue.Internal;
using EventPics.Queue.Tests.Support;
using Microsoft.Data.Sqlite;

namespace EventPics.Queue.Tests;

public sealed class SqliteStorageTests : StorageTests
{
    private readonly TempFolder _folder = new();

    internal override IQueueStorage Open() => SqliteStorage.Open(_folder.File("queue.db"));

    [Fact]
    public async Task F075_A_rebuild_that_breaks_off_leaves_nothing_and_is_repeated()
    {
        await using var storage = SqliteStorage.Open(_folder.File("rebuild.db"));
        UploadJob good = new() { Id = "good", LinkId = "wedding", FileName = "p.jpg", ContentType = "image/jpeg", Length = 1, Sha256 = new string('a', 64) };

        await Assert.ThrowsAsync<UploadQueueException>(() => storage.RebuildAsync([good, good with { Id = "bad", Length = 0 }]));

        Assert.Null(await storage.FindAsync("good"));
        Assert.True(await storage.NeedsRebuildAsync());
    }

    [Fact]
    public async Task Tidying_says_whether_a_reader_was_in_the_way()
    {
        await using var storage = SqliteStorage.Open(_folder.File("tidy.db"));
        await storage.RetryAsync(null);
        using SqliteConnection reader = new($"Data Source={_folder.File("tidy.db")};Pooling=False");
        reader.Open();
        using (var look = reader.BeginTransaction(deferred: true))
        {
            using var command = reader.CreateCommand();
            (command.Transaction, command.CommandText) = (look, "SELECT count(*) FROM upload");
            command.ExecuteScalar();
            await storage.RetryAsync(null);
            Assert.False(await storage.TidyAsync());
        }

        Assert.True(await storage.TidyAsync());
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}
