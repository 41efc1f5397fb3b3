using System.Text.RegularExpressions;
using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Scheduling;
using EventPics.Queue.Internal.Sqlite;
using EventPics.Queue.Tests.Jobs;
using Microsoft.Data.Sqlite;

namespace EventPics.Queue.Tests.Sqlite;

public sealed class SqliteStorageTests : LocalQueueStorageContract
{
    // Far below the time for which it waits for a lock.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(15);

    private readonly TempFolder _folder = new();

    internal override ILocalQueueStorage Open() => SqliteStorage.Open(_folder.PathOf("queue.db"));

    [Fact]
    public async Task F075_A_rebuild_that_fails_is_rolled_back_and_repeated()
    {
        await using var storage = SqliteStorage.Open(_folder.PathOf("rebuild.db"));
        var good = new QueueJob
        {
            Id = "good",
            LinkId = "wedding",
            FileName = "p.jpg",
            ContentType = "image/jpeg",
            Length = 1,
            Sha256 = new string('a', 64),
        };

        await Assert.ThrowsAsync<UploadQueueException>(() => storage.RebuildAsync([good, good with { Id = "bad", Length = 0 }]));

        Assert.Null(await storage.FindAsync("good"));
        Assert.True(await storage.NeedsRebuildAsync());
    }

    [Fact]
    public async Task F088_Ten_thousand_waiting_photos_are_counted_and_claimed_newest_first_and_counts_stay_correct()
    {
        await using var storage = SqliteStorage.Open(_folder.PathOf("many.db"));
        var noon = new DateTimeOffset(2026, 5, 2, 12, 0, 0, TimeSpan.Zero);
        await storage.RebuildAsync([.. Enumerable.Range(0, 10_000).Select(n => new QueueJob
        {
            Id = $"id{n}", LinkId = "wedding", FileName = $"p{n}.jpg", ContentType = "image/jpeg", Length = 10_000_000,
            Sha256 = n.ToString("x64", null), EnqueuedAt = noon.AddSeconds(n),
        })]);
        Assert.Equal(new QueueCounts(10_000, 0, 0, 0, 0, 0, 100_000_000_000, noon, 0), await storage.GetCountsAsync());

        var newest = new ClaimRequest { Now = noon.AddDays(1), MaxDelay = Backoff.MaxDelay };
        List<string> order = [];
        for (var n = 0; n < 9; n++)
        {
            var job = (await storage.ClaimAsync(newest with { Oldest = n % 3 == 2 }))!;
            order.Add(job.Id);
            await storage.SaveAsync(job with { State = n % 2 == 0 ? QueuedUploadState.Uploaded : QueuedUploadState.Failed, UploadedAt = n % 2 == 0 ? noon.AddDays(n) : null });
        }

        await storage.RemoveAsync("id9999", noon);
        await storage.ExportAsync("id5000", "/usb", noon);

        Assert.Equal(["id9999", "id9998", "id0", "id9997", "id9996", "id1", "id9995", "id9994", "id2"], order);
        Assert.Equal(new QueueCounts(9_990, 0, 4, 4, 1, 1, 99_900_000_000, noon.AddSeconds(3), 0), await storage.GetCountsAsync());
        Assert.Equal(4, await storage.CountUploadedSinceAsync(noon.AddDays(1)));
    }

    [Fact]
    public async Task No_account_to_renew_is_found_without_the_lock_for_writing()
    {
        await using var storage = SqliteStorage.Open(_folder.PathOf("locked.db"));
        await storage.RetryAsync(null);
        using var writer = new SqliteConnection($"Data Source={_folder.PathOf("locked.db")};Pooling=False");
        writer.Open();
        using var held = writer.BeginTransaction(deferred: false);
        var account = $"{new string('0', 32)}:{new string('a', 32)}.{new string('k', 32)}";

        Assert.Equal(0, await storage.RenewAccountAsync(account).WaitAsync(Soon, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_checkpoint_reports_whether_a_reader_blocked_it()
    {
        await using var storage = SqliteStorage.Open(_folder.PathOf("tidy.db"));
        await storage.RetryAsync(null);
        using var reader = new SqliteConnection($"Data Source={_folder.PathOf("tidy.db")};Pooling=False");
        reader.Open();
        using (var snapshot = reader.BeginTransaction(deferred: true))
        {
            using var command = reader.CreateCommand();
            (command.Transaction, command.CommandText) = (snapshot, "SELECT count(*) FROM upload");
            command.ExecuteScalar();
            await storage.RetryAsync(null);
            Assert.False(await storage.CheckpointAsync());
        }

        Assert.True(await storage.CheckpointAsync());
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    public static TheoryData<string> StatementsPerPhoto =>
    [
        Sql.FindById, Sql.FindSame, Sql.FindRemoved, Sql.FindByHash, Sql.FindByPrefix, Sql.CountUploadedSince, Sql.Remove,
        Sql.Export, Sql.PickUnclear, Sql.NextDestination,
        Sql.NewestSecond,
        Sql.NewestSecondWithUrl,
        Sql.OldestSecond, Sql.OldestSecondWithUrl, Sql.PickInSecond, Sql.PickInSecondWithUrl, Sql.Claim,
        Sql.Save, Sql.NextDue, Sql.Recover, Sql.ListAll, .. Sql.ListByState,
    ];

    // A statement that reads or sorts all waiting rows would make every upload slower as the queue grows.
    [Theory]
    [MemberData(nameof(StatementsPerPhoto))]
    public void A_statement_run_for_every_photo_uses_an_index(string statement)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.PathOf("queue.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The queue's own statements.
        command.CommandText = "EXPLAIN QUERY PLAN " + statement;
#pragma warning restore CA2100
        foreach (var name in Regex.Matches(statement, "@[a-z_0-9]+").Select(match => match.Value).Distinct())
        {
            command.Parameters.AddWithValue(name, 1);
        }

        using var plan = command.ExecuteReader();
        while (plan.Read())
        {
            var step = plan.GetString(3);
            Assert.DoesNotContain("TEMP B-TREE", step, StringComparison.Ordinal);
            Assert.True(
                step.StartsWith("SEARCH ", StringComparison.Ordinal) || step.Contains("USING INDEX", StringComparison.Ordinal)
                    || step.Contains("USING COVERING INDEX", StringComparison.Ordinal)
                    || statement == Sql.ListAll,
                step);
        }
    }
}
