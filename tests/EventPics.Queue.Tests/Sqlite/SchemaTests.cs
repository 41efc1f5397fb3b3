using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Sqlite;
using EventPics.Queue.Tests.Support;
using Microsoft.Data.Sqlite;

namespace EventPics.Queue.Tests.Sqlite;

/// <summary>A queue written by an older version is migrated and continues.</summary>
public sealed class SchemaTests : QueueTest
{
    /// <summary>Creates a database of an older version with three photos: waiting, uploaded as a possible duplicate, failed.</summary>
    private void WriteFirstVersion() => WriteVersion(1);

    private void WriteVersion(int version)
    {
        using var connection = new SqliteConnection($"Data Source={Folder.PathOf("queue.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The queue's own statements.
        command.CommandText = string.Concat(Schema.Migrations.Take(version)) + $"""
            INSERT INTO rebuilt(only) VALUES(1);
            INSERT INTO upload(id, lane, link_id, album_id, file_name, content_type, length, sha256, source_path, enqueued_at, spool_stamp, large, order_second, order_ms,
              state, step, fence, not_before, link, link_key, link_expires_at, links_issued, attempts, failures, fresh_rejects, possible_duplicate, uploaded_at)
            VALUES
              ('waiting', 'wedding ', 'wedding', NULL, 'p1.jpg', 'image/jpeg', 11, '{new string('1', 64)}', '/a/p1.jpg', 1000, 5, 0, 1, 1000, 0, 3, 4, 0, 'https://storage.test/1?sig=x', x'01', 2000, 1, 2, 0, 0, 0, NULL),
              ('uploaded', 'wedding ', 'wedding', NULL, 'p2.jpg', 'image/jpeg', 12, '{new string('2', 64)}', NULL, 1000, 0, 0, 1, 1000, 2, 0, 1, 0, NULL, NULL, NULL, 1, 1, 0, 0, 1, 3000),
              ('failed', 'wedding main', 'wedding', 'main', 'p3.jpg', 'image/jpeg', 13, '{new string('3', 64)}', NULL, 1000, 0, 0, 1, 1000, 3, 0, 1, 0, NULL, NULL, NULL, 1, 1, 0, 3, 0, NULL);
            PRAGMA application_id={Schema.ApplicationId}; PRAGMA user_version={version}
            """;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    [Fact]
    public async Task A_migration_keeps_all_rows_of_the_first_schema_version()
    {
        WriteFirstVersion();

        await using var storage = SqliteStorage.Open(Folder.PathOf("queue.db"));

        Assert.False(await storage.NeedsRebuildAsync());
        Assert.Equal(["failed", "uploaded", "waiting"], (await storage.ListAsync(null, 10)).Select(job => job.Id));
        Assert.Equal(new QueueCounts(1, 0, 1, 1, 0, 0, 11, UnixTime.FromMilliseconds(1000), 1), await storage.GetCountsAsync());
        var waiting = (await storage.FindAsync("waiting"))!;
        Assert.Equal(("https://storage.test/1?sig=x", UploadPhase.BodySent, 2, 4L), (waiting.UploadUrl!.Url.AbsoluteUri, waiting.Phase, waiting.Attempts, waiting.Fence));
        Assert.Null(waiting.SourceModifiedAt);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task New_features_work_on_rows_of_an_older_schema_version(int version)
    {
        WriteVersion(version);
        await using (var storage = SqliteStorage.Open(Folder.PathOf("queue.db")))
        {
            Assert.Equal(QueuedUploadState.Removed, (await storage.RemoveAsync("uploaded", DateTimeOffset.UnixEpoch))?.State);
            Assert.Equal(QueuedUploadState.Exported, (await storage.ExportAsync("failed", "/usb", DateTimeOffset.UnixEpoch))?.State);
        }

        await using var again = SqliteStorage.Open(Folder.PathOf("queue.db"));
        Assert.Equal(new QueueCounts(1, 0, 0, 0, 1, 1, 11, UnixTime.FromMilliseconds(1000), 0), await again.GetCountsAsync());
        Assert.True((await again.RerouteAsync("waiting", new Destination("party", null), ""))?.PossibleDuplicate);
        var same = new QueueJob { Id = "same", LinkId = "wedding", FileName = "p1.jpg", ContentType = "image/jpeg", Length = 11, Sha256 = new string('1', 64) };
        Assert.True((await again.AddAsync(same, Token)).Job!.PossibleDuplicate);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Photos_of_an_older_schema_version_have_no_account_and_are_taken_over(int version)
    {
        WriteVersion(version);
        await using var storage = SqliteStorage.Open(Folder.PathOf("queue.db"));
        var salt = await storage.GetAccountSaltAsync();
        var account = Account.Of(new KeyedService("A"), salt);

        Assert.Equal(32, salt.Length);
        Assert.Equal((1, "wedding"), (await storage.CountForeignAsync(account), Assert.Single(await storage.ListForeignLinkIdsAsync(account))));
        Assert.Null(await storage.ClaimAsync(new ClaimRequest { Now = DateTimeOffset.UnixEpoch, Account = account }));
        Assert.Equal(1, await storage.TakeOverAsync(account, ["wedding"]));
        var waiting = await storage.ClaimAsync(new ClaimRequest { Now = DateTimeOffset.UnixEpoch, Account = account });
        Assert.Equal(("waiting", account, "https://storage.test/1?sig=x"), (waiting?.Id, waiting?.Account, waiting?.UploadUrl?.Url.AbsoluteUri));
    }

    [Fact]
    public async Task Each_queue_has_its_own_salt()
    {
        await using var one = SqliteStorage.Open(Folder.PathOf("one.db"));
        await using var other = SqliteStorage.Open(Folder.PathOf("other.db"));

        Assert.NotEqual(await one.GetAccountSaltAsync(), await other.GetAccountSaltAsync());
    }

    [Fact]
    public async Task A_queue_of_the_first_schema_version_is_sent()
    {
        var options = new UploadQueueOptions { Folder = Folder.Path };
        Directory.CreateDirectory(Folder.PathOf("spool"));
        WriteFirstVersion();

        await using var queue = await UploadQueue.OpenAsync(Service, options, cancellationToken: Token);
        var sent = await queue.EnqueueAsync(TestPhoto.Request(1), Token);

        Assert.Equal(QueuedUploadState.Uploaded, (await queue.WaitForAsync(sent.Id, Token).WaitAsync(TimeSpan.FromSeconds(60), Token)).State);
    }
}
