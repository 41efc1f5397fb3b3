using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Scheduling;

namespace EventPics.Queue.Tests.Jobs;

/// <summary>The contract of every storage: SQLite's, PostgreSQL's, and the one in memory that the simulation uses.</summary>
public abstract partial class QueueStorageContract : IAsyncLifetime
{
    private protected static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private IQueueStorage _storage = null!;

    internal abstract Task<IQueueStorage> OpenAsync();

    public async ValueTask InitializeAsync() => _storage = await OpenAsync();

    public virtual async ValueTask DisposeAsync() => await _storage.DisposeAsync();

    private protected static QueueJob Job(int n, DateTimeOffset? takenAt = null, string album = "main", bool large = false) => new()
    {
        Id = $"id{n}",
        LinkId = "wedding",
        AlbumId = album,
        FileName = $"p{n}.jpg",
        ContentType = "image/jpeg",
        Length = 1000 + n,
        Sha256 = n.ToString("x64", null),
        TakenAt = takenAt,
        EnqueuedAt = Noon.AddSeconds(n),
        IsLarge = large,
    };

    private protected static ClaimRequest Request(bool oldest = false) =>
        new() { Now = Noon.AddHours(1), MaxDelay = Backoff.MaxDelay, Oldest = oldest };

    private protected static UploadUrl Url(string path, int lifetime = 300) =>
        new(new Uri($"https://storage.test/{path}?sig=x"), Noon.AddSeconds(lifetime));

    private protected async Task<QueueJob> ClaimAsync(ClaimRequest? request = null) =>
        await _storage.ClaimAsync(request ?? Request()) ?? throw new InvalidOperationException("Nothing to claim.");

    private protected async Task AddAsync(params QueueJob[] jobs)
    {
        foreach (var job in jobs)
        {
            Assert.True((await _storage.AddAsync(job)).Added);
        }
    }

    [Fact]
    public async Task All_fields_of_a_job_are_saved()
    {
        var job = Job(1, Noon.AddMilliseconds(123).ToOffset(TimeSpan.FromHours(2))) with
        {
            SourcePath = "/a/b.jpg",
            SpoolTimestamp = 42,
            PossibleDuplicate = true,
        };
        await AddAsync(job);

        var claimed = await ClaimAsync();
        var saved = claimed with
        {
            UploadUrl = Url("a"),
            Phase = UploadPhase.BodySent,
            UploadUrlsIssued = 2,
            Attempts = 3,
            Failures = 4,
            NewUrlRejections = 5,
            LastError = EventPicsError.Stalled,
            LastMessage = "It stalled.",
            SpoolTimestamp = 43,
            NotBefore = Noon,
            State = QueuedUploadState.Waiting,
        };
        Assert.Equal(SaveResult.Saved, await _storage.SaveAsync(saved));

        Assert.Equal(job with { Sequence = claimed.Sequence, Fence = 1, State = QueuedUploadState.Sending }, claimed);
        var found = await _storage.FindAsync("id1");
        Assert.Equal(saved, found! with { NotBefore = saved.NotBefore }); // It may be what is left of a delay, and is null when it is over.
    }

    [Fact]
    public async Task The_newest_is_claimed_first_and_within_a_second_in_the_order_of_capture()
    {
        await AddAsync(
            Job(1, Noon), Job(2, Noon.AddSeconds(5).AddMilliseconds(900)), Job(3, Noon.AddSeconds(5).AddMilliseconds(100)),
            Job(4, Noon.AddSeconds(5).AddMilliseconds(100)));

        List<string> order = [];
        while (await _storage.ClaimAsync(Request()) is { } job)
        {
            order.Add(job.Id);
        }

        Assert.Equal(["id3", "id4", "id2", "id1"], order);
    }

    [Fact]
    public async Task The_oldest_is_claimed_first_when_requested()
    {
        await AddAsync(Job(1, Noon.AddSeconds(3)), Job(2, Noon, album: "second"), Job(3, Noon.AddSeconds(9)));

        Assert.Equal("id2", (await ClaimAsync(Request(oldest: true))).Id);
        Assert.Equal("id1", (await ClaimAsync(Request(oldest: true))).Id);
    }

    [Fact]
    public async Task A_photo_with_an_unclear_PUT_is_claimed_first_even_when_its_destination_is_blocked()
    {
        await AddAsync(Job(1), Job(2), Job(3));
        foreach (var (id, lifetime) in (ValueTuple<string, int>[])[("id3", 300), ("id2", 200)])
        {
            var job = await ClaimAsync();
            Assert.Equal(id, job.Id);
            await _storage.SaveAsync(job with { UploadUrl = Url(id, lifetime), Phase = UploadPhase.BytesSent });
        }

        await _storage.RecoverAsync();
        var blocked = Request() with { OnlyWithUrl = true, BlockedDestinations = [Job(1).Destination.Key] };

        Assert.Equal("id2", (await ClaimAsync(blocked)).Id);
        Assert.Equal("id3", (await ClaimAsync(blocked)).Id);
        Assert.Null(await _storage.ClaimAsync(blocked));
        Assert.Equal("id1", (await ClaimAsync()).Id);
    }

    [Fact]
    public async Task A_photo_that_failed_as_a_probe_is_claimed_after_all_others()
    {
        await AddAsync(Job(1), Job(2, album: "second"), Job(3));
        var unclear = await ClaimAsync();
        await _storage.SaveAsync(unclear with { UploadUrl = Url("a"), Phase = UploadPhase.BodySent, State = QueuedUploadState.Waiting });
        var request = Request() with { Avoid = [unclear.Sequence] };

        Assert.Null(await _storage.ClaimAsync(request with { Large = true }));
        Assert.Equal("id1", (await ClaimAsync(request with { BlockedDestinations = [Job(2, album: "second").Destination.Key] })).Id);
        Assert.Equal("id2", (await ClaimAsync(request)).Id);
        Assert.Equal("id3", (await ClaimAsync(request)).Id);
        Assert.Null(await _storage.ClaimAsync(request));
    }

    [Fact]
    public async Task Retries_are_counted_for_the_sender()
    {
        var before = await _storage.CountRetriesAsync();
        await _storage.RetryAsync(null);
        await _storage.SaveSenderStatusAsync(new SenderStatus(QueueHealth.Offline, "No connection.", Noon));

        Assert.Equal(before + 1, await _storage.CountRetriesAsync());
        Assert.Equal(new SenderStatus(QueueHealth.Offline, "No connection.", Noon), await _storage.LoadSenderStatusAsync());
    }

    [Fact]
    public async Task A_blocked_destination_holds_back_only_its_own_photos()
    {
        await AddAsync(Job(1), Job(2, album: "second"), Job(3));

        var job = await ClaimAsync(Request() with { BlockedDestinations = [Job(1).Destination.Key] });

        Assert.Equal("id2", job.Id);
        Assert.Null(await _storage.ClaimAsync(Request() with { BlockedDestinations = [Job(1).Destination.Key] }));
    }

    [Fact]
    public async Task Large_files_are_claimed_separately()
    {
        await AddAsync(Job(1, large: true), Job(2));

        Assert.Equal("id2", (await ClaimAsync()).Id);
        Assert.Null(await _storage.ClaimAsync(Request()));
        Assert.Equal("id1", (await ClaimAsync(Request() with { Large = true })).Id);
    }

    [Fact]
    public async Task Failed_photos_are_retried_by_id_or_all()
    {
        await AddAsync(Job(1), Job(2), Job(3));
        for (var n = 0; n < 3; n++)
        {
            await _storage.SaveAsync(await ClaimAsync() with { State = QueuedUploadState.Failed, Failures = 3, NewUrlRejections = 3 });
        }

        Assert.Equal(1, await _storage.RetryAsync(["id2", "unknown"]));
        Assert.Equal(0, (await ClaimAsync()).NewUrlRejections);
        Assert.Equal(2, await _storage.RetryAsync(null));
    }

    [Fact]
    public async Task Counts_match_the_rows()
    {
        await AddAsync(Job(1), Job(2), Job(3), Job(4));
        await _storage.SaveAsync(
            await ClaimAsync() with { State = QueuedUploadState.Uploaded, UploadedAt = Noon, PossibleDuplicate = true });
        await _storage.SaveAsync(await ClaimAsync() with { State = QueuedUploadState.Failed });
        await ClaimAsync();

        Assert.Equal(new QueueCounts(1, 1, 1, 1, 0, 0, 1001 + 1002, Noon.AddSeconds(1), 1), await _storage.GetCountsAsync());
        Assert.True(await _storage.HasPendingAsync());
        Assert.Equal(["id4", "id3", "id2", "id1"], (await _storage.ListAsync(null, 10)).Select(job => job.Id));
        Assert.Equal(["id4"], (await _storage.ListAsync(QueuedUploadState.Uploaded, 10)).Select(job => job.Id));
    }

    [Fact]
    public async Task Old_uploads_are_purged_and_nothing_else()
    {
        await AddAsync(Job(1), Job(2), Job(3));
        await _storage.SaveAsync(await ClaimAsync() with { State = QueuedUploadState.Uploaded, UploadedAt = Noon });
        await _storage.SaveAsync(await ClaimAsync() with { State = QueuedUploadState.Uploaded, UploadedAt = Noon.AddDays(2) });

        Assert.Equal(0, await _storage.PurgeUploadedAsync(Noon.AddDays(1), keep: 1));
        Assert.Equal(1, await _storage.PurgeUploadedAsync(Noon.AddDays(1), keep: 0));
        Assert.Equal(["id2", "id1"], (await _storage.ListAsync(null, 10)).Select(job => job.Id));
        Assert.Equal("id1", (await _storage.RemoveAsync("id1", Noon))?.Id);
        Assert.Null(await _storage.RemoveAsync("id1", Noon));
    }
}
