using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.PostgreSql;
using EventPics.Queue.Tests.Jobs;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

[assembly: AssemblyFixture(typeof(EventPics.Queue.Tests.PostgreSql.PostgreSqlServer))]

namespace EventPics.Queue.Tests.PostgreSql;

/// <summary>The contract, with claims that expire immediately; and what only a storage for several processes must do.</summary>
public sealed class PostgreSqlStorageTests(PostgreSqlServer server) : QueueStorageContract
{
    private static readonly TimeSpan Long = TimeSpan.FromDays(1);

    // Far from the database's clock.
    private readonly FakeTimeProvider _time = new(Noon);
    private NpgsqlDataSource _source = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    internal override async Task<IQueueStorage> OpenAsync()
    {
        _source = await server.CreateDatabaseAsync();
        return await OpenAsync(TimeSpan.Zero);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_source is not null)
        {
            await _source.DisposeAsync();
        }
    }

    private Task<PostgreSqlStorage> OpenAsync(TimeSpan lease) => PostgreSqlStorage.OpenAsync(_source, _time, lease, Token);

    private async Task ExecuteAsync(string sql)
    {
        await using var command = _source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Token);
    }

    [Fact]
    public async Task Twenty_senders_that_claim_together_never_claim_a_photo_twice()
    {
        var senders = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => OpenAsync(Long)));
        for (var n = 0; n < 300; n++)
        {
            await AddAsync(Job(n, album: $"a{n % 7}"));
        }

        var claims = await Task.WhenAll(senders.Select(async (sender, number) =>
        {
            List<QueueJob> claimed = [];
            while (await sender.ClaimAsync(Request(oldest: number % 3 == 2)) is { } job)
            {
                claimed.Add(job);
            }

            return claimed;
        }));

        var all = claims.SelectMany(static claimed => claimed).ToList();
        Assert.Equal(300, all.Select(static job => job.Id).Distinct().Count());
        Assert.Equal(300, all.Count);
        Assert.All(all, static job => Assert.Equal(1, job.Fence));
    }

    [Fact]
    public async Task Replicas_that_start_together_create_the_schema_once()
    {
        await using var source = await server.CreateDatabaseAsync();

        var salts = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
            await (await PostgreSqlStorage.OpenAsync(source, _time, cancellationToken: Token)).GetAccountSaltAsync()));

        Assert.Single(salts.Distinct());
        Assert.Matches("^[0-9a-f]{32}$", salts[0]);
    }

    [Fact]
    public async Task A_schema_that_only_newer_programs_understand_is_rejected()
    {
        await ExecuteAsync("UPDATE eventpics.schema_version SET version = 9, oldest_reader = 9");

        var error = await Assert.ThrowsAsync<UploadQueueException>(() => OpenAsync(Long));

        Assert.Equal(UploadQueueError.NewerVersion, error.Error);
        await ExecuteAsync("UPDATE eventpics.schema_version SET oldest_reader = 1");
        await using var older = await OpenAsync(Long);
    }

    [Fact]
    public async Task Only_an_expired_claim_is_released_and_its_holder_can_not_save_any_more()
    {
        var (dead, living) = (await OpenAsync(TimeSpan.Zero), await OpenAsync(Long));
        await AddAsync(Job(1), Job(2));
        var lost = (await dead.ClaimAsync(Request()))!;
        var kept = (await living.ClaimAsync(Request()))!;

        await living.RecoverAsync();

        Assert.Equal(SaveResult.ClaimLost, await dead.SaveAsync(lost with { State = QueuedUploadState.Uploaded, UploadedAt = Noon }));
        Assert.Equal(SaveResult.Saved, await living.SaveAsync(kept with { State = QueuedUploadState.Uploaded, UploadedAt = Noon }));
        Assert.Equal((lost.Id, 3), ((await living.ClaimAsync(Request())) is { } heir ? (heir.Id, heir.Fence) : default));
    }

    [Fact]
    public async Task A_claim_is_renewed_by_its_holder_only_and_only_while_it_is_sent()
    {
        var (dead, living) = (await OpenAsync(TimeSpan.Zero), await OpenAsync(Long));
        await AddAsync(Job(1), Job(2));
        var (other, own) = ((await dead.ClaimAsync(Request()))!, (await living.ClaimAsync(Request()))!);
        await ExecuteAsync("UPDATE eventpics.upload SET lease_until = clock_timestamp() WHERE state = 1");

        var renewed = await living.RenewClaimsAsync([own.Id, other.Id, "unknown"]);
        await living.RecoverAsync();

        Assert.Equal([(own.Id, own.Fence)], renewed.Select(static pair => (pair.Key, pair.Value)));
        Assert.Equal(QueuedUploadState.Sending, (await living.FindAsync(own.Id))!.State);
        Assert.Equal(QueuedUploadState.Waiting, (await living.FindAsync(other.Id))!.State);
        Assert.Empty(await living.RenewClaimsAsync([other.Id]));
    }

    [Fact]
    public async Task A_delay_is_measured_by_the_clock_of_the_database()
    {
        await AddAsync(Job(1), Job(2));
        var storage = await OpenAsync(Long);
        var first = (await storage.ClaimAsync(Request()))!;
        await storage.SaveAsync(first with { State = QueuedUploadState.Waiting, NotBefore = Noon.AddHours(1) });
        var second = (await storage.ClaimAsync(Request()))!;
        await storage.SaveAsync(second with { State = QueuedUploadState.Waiting, NotBefore = Noon.AddHours(3) });

        Assert.Null(await storage.ClaimAsync(Request() with { Now = Noon.AddDays(9) }));
        Assert.InRange((await storage.FindAsync(first.Id))!.NotBefore!.Value, Noon.AddMinutes(1), Noon.AddHours(1).AddMilliseconds(1));
        Assert.InRange((await storage.NextDueAsync(Noon))!.Value, Noon.AddMinutes(1), Noon.AddHours(1).AddMilliseconds(1));
        await ExecuteAsync("UPDATE eventpics.upload SET not_before = not_before - interval '2 hours'");
        Assert.Equal(first.Id, (await storage.ClaimAsync(Request()))?.Id);
        Assert.Null(await storage.ClaimAsync(Request()));
    }

    [Fact]
    public async Task After_a_failover_nothing_is_claimed_or_released_until_senders_had_time_to_save_again()
    {
        await AddAsync(Job(1), Job(2));
        var (dead, living) = (await OpenAsync(TimeSpan.Zero), await OpenAsync(Long));
        var lost = (await dead.ClaimAsync(Request()))!;
        await ExecuteAsync("UPDATE eventpics.history SET timeline = 'of the former server'");

        Assert.Null(await living.ClaimAsync(Request()));
        await living.RecoverAsync();
        Assert.Null(await living.ClaimAsync(Request()));
        Assert.Equal(SaveResult.Saved, await dead.SaveAsync(lost with { State = QueuedUploadState.Uploaded, UploadedAt = Noon }));

        await ExecuteAsync("UPDATE eventpics.history SET open_at = clock_timestamp()");
        Assert.Equal("id1", (await living.ClaimAsync(Request()))?.Id);
    }

    [Fact]
    public async Task A_bulk_import_lets_the_photos_of_others_pass()
    {
        var storage = await OpenAsync(Long);
        for (var n = 1; n <= 150; n++)
        {
            await AddAsync(Job(n, Noon.AddSeconds(30)));
        }

        await AddAsync(Job(200, Noon, album: "second"));

        List<string> order = [];
        while (await storage.ClaimAsync(Request()) is { } job)
        {
            order.Add(job.Id);
        }

        Assert.Equal(151, order.Count);
        Assert.InRange(order.IndexOf("id200"), 1, 45);
    }

    [Fact]
    public async Task A_zero_character_in_an_error_message_is_stored_as_a_replacement()
    {
        await AddAsync(Job(1));
        var claimed = await ClaimAsync();

        await using var storage = await OpenAsync(Long);
        await ExecuteAsync("UPDATE eventpics.upload SET owner = NULL, lease_until = NULL, state = 0");
        claimed = (await storage.ClaimAsync(Request()))!;
        await storage.SaveAsync(claimed with { State = QueuedUploadState.Failed, LastMessage = "a\0b" });

        Assert.Equal("a\uFFFDb", (await storage.FindAsync("id1"))!.LastMessage);
    }
}
