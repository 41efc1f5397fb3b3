using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Tests.Jobs;

/// <summary>The contract of the storages that one process at a time sends from, by its own clock.</summary>
public abstract class LocalQueueStorageContract : QueueStorageContract
{
    private ILocalQueueStorage _storage = null!;

    internal abstract ILocalQueueStorage Open();

    internal override Task<IQueueStorage> OpenAsync() => Task.FromResult<IQueueStorage>(_storage = Open());

    [Fact]
    public async Task States_of_many_photos_are_read_together()
    {
        await AddAsync(Job(1), Job(2), Job(3));
        await _storage.SaveAsync(await ClaimAsync() with { State = QueuedUploadState.Uploaded, UploadedAt = Noon });

        var states = await _storage.GetStatesAsync(["id3", "unknown", "id1"]);

        Assert.Equal(
            [("id1", QueuedUploadState.Waiting), ("id3", QueuedUploadState.Uploaded)],
            states.Select(pair => (pair.Key, pair.Value)).Order());
    }

    [Fact]
    public async Task A_rebuild_adds_what_is_missing_and_is_needed_once()
    {
        await AddAsync(Job(1));
        Assert.True(await _storage.NeedsRebuildAsync());

        await _storage.RebuildAsync([Job(1), Job(2) with { PossibleDuplicate = true }]);

        Assert.False(await _storage.NeedsRebuildAsync());
        Assert.Equal([("id2", true), ("id1", false)], (await _storage.ListAsync(null, 10)).Select(job => (job.Id, job.PossibleDuplicate)));
    }

    [Fact]
    public async Task F062_A_retry_time_from_another_clock_has_passed()
    {
        await AddAsync(Job(1), Job(2));
        var first = await ClaimAsync();
        await _storage.SaveAsync(first with { State = QueuedUploadState.Waiting, NotBefore = Request().Now.AddMinutes(5) });
        var second = await ClaimAsync();
        await _storage.SaveAsync(second with { State = QueuedUploadState.Waiting, NotBefore = Request().Now.AddDays(1) });

        Assert.Equal(second.Id, (await ClaimAsync()).Id);
        Assert.Null(await _storage.ClaimAsync(Request()));
        Assert.Equal(Request().Now.AddMinutes(5), await _storage.NextDueAsync(Request().Now));
        Assert.Equal(first.Id, (await ClaimAsync(Request() with { Now = Request().Now.AddMinutes(5) })).Id);
    }
}
