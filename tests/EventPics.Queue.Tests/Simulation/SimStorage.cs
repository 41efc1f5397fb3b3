using EventPics.Queue.Internal;

namespace EventPics.Queue.Tests.Simulation;

/// <summary>The disk: it outlives processes. A process may die just before or just after any change, and never hears of it.</summary>
internal sealed class SimStorage(IQueueStorage disk, SimWorld world) : IQueueStorage
{
    private static readonly TaskCompletionSource<bool> Never = new();

    private bool _isDead;

    public void Kill() => _isDead = true;

    public Task<(UploadJob? Job, bool Added)> AddAsync(UploadJob job, CancellationToken cancellationToken = default) => disk.AddAsync(job, cancellationToken);

    public Task<bool> IsElsewhereAsync(string linkId, string sha256, CancellationToken cancellationToken = default) => disk.IsElsewhereAsync(linkId, sha256, cancellationToken);

    public Task<UploadJob?> FindAsync(string id) => Ask(() => disk.FindAsync(id));

    public Task<UploadJob?> FindAsync(Lane lane, string sha256, CancellationToken cancellationToken = default) => Ask(() => disk.FindAsync(lane, sha256, cancellationToken));

    public Task<IReadOnlyList<UploadJob>> ListAsync(QueuedUploadState? state, int limit) => Ask(() => disk.ListAsync(state, limit));

    public Task<QueueTotals> GetTotalsAsync() => Ask(disk.GetTotalsAsync);

    public Task<bool> HasPendingAsync() => Ask(disk.HasPendingAsync);

    public Task<UploadJob?> ClaimAsync(ClaimRequest request) => Change("claim", () => disk.ClaimAsync(request));

    public Task<DateTimeOffset?> NextDueAsync(DateTimeOffset now) => Ask(() => disk.NextDueAsync(now));

    public Task<SaveOutcome> SaveAsync(UploadJob job) => Change($"save {job.Id} {job.State} {job.Step}", () => disk.SaveAsync(job));

    public Task<IReadOnlyDictionary<string, long>> ClaimsAsync() => Ask(disk.ClaimsAsync);

    public void StopWaiting()
    {
    }

    public Task<long> RecoverAsync() => disk.RecoverAsync();

    public Task<int> ReviveAsync(IReadOnlyCollection<string> ids) => Change("revive", () => disk.ReviveAsync(ids));

    public Task<int> RetryAsync(IReadOnlyCollection<string>? ids) => disk.RetryAsync(ids);

    public Task<UploadJob?> RemoveAsync(string id, DateTimeOffset at) => disk.RemoveAsync(id, at);

    public Task<UploadJob?> ExportAsync(string id, string folder, DateTimeOffset at) => disk.ExportAsync(id, folder, at);

    public Task<UploadJob?> TakeBackAsync(string id, bool wasImported) => disk.TakeBackAsync(id, wasImported);

    public Task<IReadOnlyList<UploadJob>> FindAllAsync(string sha256) => disk.FindAllAsync(sha256);

    public Task<IReadOnlyList<UploadJob>> FindByPrefixAsync(string prefix, int limit) => disk.FindByPrefixAsync(prefix, limit);

    public Task NoteSourceAsync(string id, string sourcePath, DateTimeOffset modifiedAt) => disk.NoteSourceAsync(id, sourcePath, modifiedAt);

    public Task<IReadOnlyList<UploadJob>> PageAsync(RowFilter filter, long before, int limit) => disk.PageAsync(filter, before, limit);

    public Task<int> CountUploadedSinceAsync(DateTimeOffset since) => disk.CountUploadedSinceAsync(since);

    public Task NotePossibleDuplicateAsync(string id) => disk.NotePossibleDuplicateAsync(id);

    public Task NoteExportAsync(string id, string? folder) => disk.NoteExportAsync(id, folder);

    public Task NoteExportGoneAsync(string id) => disk.NoteExportGoneAsync(id);

    public Task<SendStep> ReachedStepAsync(UploadJob job, UploadUrl link) => Ask(() => disk.ReachedStepAsync(job, link));

    public Task<UploadJob?> RerouteAsync(string id, Lane lane) => disk.RerouteAsync(id, lane);

    public Task<int> PurgeUploadedAsync(DateTimeOffset before, int keep) => disk.PurgeUploadedAsync(before, keep);

    public Task<IReadOnlyDictionary<string, QueuedUploadState>> StatesAsync(IReadOnlyCollection<string> ids) => disk.StatesAsync(ids);

    public Task<bool> NeedsRebuildAsync() => disk.NeedsRebuildAsync();

    public Task RebuildAsync(IReadOnlyCollection<UploadJob> jobs, IReadOnlyCollection<(UploadJob Job, string? ObjectKey)>? reached = null) => disk.RebuildAsync(jobs, reached);

    public Task<long> CountRetriesAsync() => disk.CountRetriesAsync();

    public Task<bool> ChangedByOthersAsync() => disk.ChangedByOthersAsync();

    public Task SaveSenderReportAsync(SenderReport report) => Task.CompletedTask;

    public Task<SenderReport?> LoadSenderReportAsync() => disk.LoadSenderReportAsync();

    public Task<bool> TidyAsync() => Task.FromResult(true);

    public ValueTask DisposeAsync() => default;

    private Task<T> Ask<T>(Func<Task<T>> ask) => _isDead ? Dead<T>() : ask();

    private Task<T> Change<T>(string what, Func<Task<T>> change)
    {
        if (_isDead)
        {
            return Dead<T>();
        }

        if (world.IsHeld)
        {
            world.Trace($"held at {what}");
            return Task.FromException<T>(new UploadQueueException(UploadQueueError.StorageFailed, "Another program holds the database."));
        }

        if (world.DiesNow())
        {
            world.Trace($"died before {what}");
            world.Crash();
            return Dead<T>();
        }

        var result = change();
        world.Trace(what);
        if (world.DiesNow())
        {
            world.Trace($"died after {what}");
            world.Crash();
            return Dead<T>();
        }

        return result;
    }

    private static async Task<T> Dead<T>()
    {
        await Never.Task;
        throw new InvalidOperationException("The dead don't wake.");
    }
}
