using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Tests.Simulation;

/// <summary>A process's view of the storage, which outlives it. The process may die just before or just after any change, without learning the result.</summary>
internal sealed class SimStorage(ILocalQueueStorage disk, SimWorld world) : ILocalQueueStorage
{
    private bool _isDead;

    public void Kill() => _isDead = true;

    public Task<(QueueJob? Job, bool Added)> AddAsync(QueueJob job, CancellationToken cancellationToken = default) => disk.AddAsync(job, cancellationToken);

    public Task<bool> IsElsewhereAsync(string linkId, string sha256, CancellationToken cancellationToken = default) => disk.IsElsewhereAsync(linkId, sha256, cancellationToken);

    public Task<QueueJob?> FindAsync(string id) => Read(() => disk.FindAsync(id));

    public Task<QueueJob?> FindAsync(Destination destination, string sha256, CancellationToken cancellationToken = default) => Read(() => disk.FindAsync(destination, sha256, cancellationToken));

    public Task<IReadOnlyList<QueueJob>> ListAsync(QueuedUploadState? state, int limit) => Read(() => disk.ListAsync(state, limit));

    public Task<QueueCounts> GetCountsAsync() => Read(disk.GetCountsAsync);

    public Task<bool> HasPendingAsync() => Read(disk.HasPendingAsync);

    public Task<IReadOnlyCollection<string>> FindPendingDestinationsAsync(string account, IReadOnlyCollection<string> keys) =>
        Read(() => disk.FindPendingDestinationsAsync(account, keys));

    public Task<QueueJob?> ClaimAsync(ClaimRequest request) => Change("claim", () => disk.ClaimAsync(request));

    public Task<DateTimeOffset?> NextDueAsync(DateTimeOffset now) => Read(() => disk.NextDueAsync(now));

    public Task<SaveResult> SaveAsync(QueueJob job) => Change($"save {job.Id} {job.State} {job.Phase}", () => disk.SaveAsync(job));

    public Task<IReadOnlyDictionary<string, long>> RenewClaimsAsync(IReadOnlyCollection<string> ids) =>
        Read(() => disk.RenewClaimsAsync(ids));

    public void StopWaitingForLocks()
    {
    }

    public Task<long> RecoverAsync() => disk.RecoverAsync();

    public Task<int> RequeueAsync(IReadOnlyCollection<string> ids) => Change("revive", () => disk.RequeueAsync(ids));

    public Task<int> RetryAsync(IReadOnlyCollection<string>? ids) => disk.RetryAsync(ids);

    public Task<QueueJob?> RemoveAsync(string id, DateTimeOffset at) => disk.RemoveAsync(id, at);

    public Task<QueueJob?> ExportAsync(string id, string folder, DateTimeOffset at) => disk.ExportAsync(id, folder, at);

    public Task<QueueJob?> TakeBackAsync(string id, bool wasImported) => disk.TakeBackAsync(id, wasImported);

    public Task<bool> IsUploadUrlInUseAsync(QueueJob job) => disk.IsUploadUrlInUseAsync(job);

    public Task<QueueJob?> ContinueAsync(string id, UploadUrl url, UploadPhase phase) => disk.ContinueAsync(id, url, phase);

    public Task<IReadOnlyList<QueueJob>> FindAllAsync(string sha256) => disk.FindAllAsync(sha256);

    public Task<IReadOnlyList<QueueJob>> FindByPrefixAsync(string prefix, int limit) => disk.FindByPrefixAsync(prefix, limit);

    public Task RecordSourceAsync(string id, string sourcePath, DateTimeOffset modifiedAt) => disk.RecordSourceAsync(id, sourcePath, modifiedAt);

    public Task<IReadOnlyList<QueueJob>> PageAsync(JobFilter filter, long before, int limit) => disk.PageAsync(filter, before, limit);

    public Task<int> CountUploadedSinceAsync(DateTimeOffset since) => disk.CountUploadedSinceAsync(since);

    public Task MarkPossibleDuplicateAsync(string id) => disk.MarkPossibleDuplicateAsync(id);

    public Task RecordExportAsync(string id, string? folder) => disk.RecordExportAsync(id, folder);

    public Task RecordExportDeletedAsync(string id) => disk.RecordExportDeletedAsync(id);

    public Task<UploadPhase> GetReachedPhaseAsync(QueueJob job, UploadUrl url) => Read(() => disk.GetReachedPhaseAsync(job, url));

    public Task<QueueJob?> RerouteAsync(string id, Destination destination, string account) => disk.RerouteAsync(id, destination, account);

    public Task<string> GetAccountSaltAsync() => disk.GetAccountSaltAsync();

    public Task<int> RenewAccountAsync(string account) => Change("renew account", () => disk.RenewAccountAsync(account));

    public Task<IReadOnlyList<string>> ListForeignLinkIdsAsync(string account) => Read(() => disk.ListForeignLinkIdsAsync(account));

    public Task<int> CountForeignAsync(string account) => Read(() => disk.CountForeignAsync(account));

    public Task<DateTimeOffset?> GetOldestPendingAsync(string account) => Read(() => disk.GetOldestPendingAsync(account));

    public Task<int> TakeOverAsync(string account, IReadOnlyCollection<string> linkIds) => Change("take over", () =>
    {
        SimWorld.CheckTakeover(account, linkIds);
        return disk.TakeOverAsync(account, linkIds);
    });

    public Task TakeOverAsync(string account, string id) => disk.TakeOverAsync(account, id);

    public Task<IReadOnlyList<QueueJob>> AdoptAsync(string account) => disk.AdoptAsync(account);

    public Task<int> PurgeUploadedAsync(DateTimeOffset before, int keep) => disk.PurgeUploadedAsync(before, keep);

    public Task<IReadOnlyDictionary<string, QueuedUploadState>> GetStatesAsync(IReadOnlyCollection<string> ids) => disk.GetStatesAsync(ids);

    public Task<bool> NeedsRebuildAsync() => disk.NeedsRebuildAsync();

    public Task RebuildAsync(IReadOnlyCollection<QueueJob> jobs, IReadOnlyCollection<(QueueJob Job, string? ObjectKey)>? reached = null) => disk.RebuildAsync(jobs, reached);

    public Task<long> CountRetriesAsync() => disk.CountRetriesAsync();

    public Task<bool> HasExternalChangesAsync() => disk.HasExternalChangesAsync();

    public Task SaveSenderStatusAsync(SenderStatus report) => Task.CompletedTask;

    public Task<SenderStatus?> LoadSenderStatusAsync() => disk.LoadSenderStatusAsync();

    public Task<bool> CheckpointAsync() => Task.FromResult(true);

    public ValueTask DisposeAsync() => default;

    private Task<T> Read<T>(Func<Task<T>> read) => _isDead ? NeverAsync<T>() : read();

    private Task<T> Change<T>(string what, Func<Task<T>> change)
    {
        if (_isDead)
        {
            return NeverAsync<T>();
        }

        if (world.IsDatabaseLocked)
        {
            world.Trace($"database locked at {what}");
            return Task.FromException<T>(new UploadQueueException(UploadQueueError.StorageFailed, "Another program has locked the database."));
        }

        if (world.ShouldCrash())
        {
            world.Trace($"died before {what}");
            world.Crash();
            return NeverAsync<T>();
        }

        var result = change();
        world.Trace(what);
        if (world.ShouldCrash())
        {
            world.Trace($"died after {what}");
            world.Crash();
            return NeverAsync<T>();
        }

        return result;
    }

    // A source of its own: a shared one would keep every world that ever waited on it in memory.
    private static Task<T> NeverAsync<T>() => new TaskCompletionSource<T>().Task;
}
