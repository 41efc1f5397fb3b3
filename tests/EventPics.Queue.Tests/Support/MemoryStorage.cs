using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Tests.Support;

/// <summary>A storage in memory, for the simulation. Every call completes before it returns.</summary>
internal partial class MemoryStorage : ILocalQueueStorage
{
    private readonly SortedDictionary<long, QueueJob> _rows = [];
    private readonly List<(string Sha256, Destination Destination, string? Key, UploadPhase Phase)> _reached = [];
    private long _sequence;
    private long _retries;
    private bool _isRebuilt;
    private SenderStatus? _sender;
    private string _salt = "00";

    public IEnumerable<QueueJob> Rows => _rows.Values;

    public virtual Task<(QueueJob? Job, bool Added)> AddAsync(QueueJob job, CancellationToken cancellationToken = default)
    {
        if (Rows.FirstOrDefault(row => row.Id == job.Id && row.Sha256 == job.Sha256) is { } adopted)
        {
            return Task.FromResult<(QueueJob?, bool)>((adopted, false));
        }

        if (job.UploadUrl is { } url && IsInUse(job, url))
        {
            return Task.FromException<(QueueJob?, bool)>(new UploadUrlInUseException());
        }

        if (FindSameOrRemoved(job.Destination, job.Sha256) is { } earlier)
        {
            return Task.FromResult<(QueueJob?, bool)>((earlier, false));
        }

        return Task.FromResult<(QueueJob?, bool)>(job.UnlessElsewhere && IsElsewhere(job.LinkId, job.Sha256) ? (null, false) : (Insert(job), true));
    }

    public Task<bool> IsElsewhereAsync(string linkId, string sha256, CancellationToken cancellationToken = default) => Task.FromResult(IsElsewhere(linkId, sha256));

    private bool IsElsewhere(string linkId, string sha256)
    {
        var same = Rows.Where(row => row.Sha256 == sha256).ToList();
        return same.Exists(row => row.LinkId != linkId && (row.State != QueuedUploadState.Removed || row.UploadedAt is not null || row.PossibleDuplicate))
            && !same.Exists(row => row.LinkId == linkId);
    }

    private QueueJob Insert(QueueJob job)
    {
        var mayBeThere = _reached.Exists(at => at.Sha256 == job.Sha256 && at.Destination == job.Destination);
        var row = job with { Sequence = ++_sequence, Phase = job.UploadUrl is null ? UploadPhase.NeedsUrl : job.Phase, Fence = 0, PossibleDuplicate = job.PossibleDuplicate || mayBeThere };
        _rows.Add(row.Sequence, row);
        return row;
    }

    public Task<QueueJob?> FindAsync(string id) => Task.FromResult(Rows.FirstOrDefault(row => row.Id == id));

    public Task<QueueJob?> FindAsync(Destination destination, string sha256, CancellationToken cancellationToken = default) => Task.FromResult(FindSameOrRemoved(destination, sha256));

    public Task<IReadOnlyList<QueueJob>> FindAllAsync(string sha256) =>
        Task.FromResult<IReadOnlyList<QueueJob>>([.. Rows.Where(row => row.Sha256 == sha256).Reverse()]);

    public Task<IReadOnlyList<QueueJob>> FindByPrefixAsync(string prefix, int limit) => Task.FromResult<IReadOnlyList<QueueJob>>(
        [.. Rows.Where(row => row.Id.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(row => row.Id, StringComparer.Ordinal).Take(limit)]);

    public Task RecordSourceAsync(string id, string sourcePath, DateTimeOffset modifiedAt)
    {
        if (Rows.FirstOrDefault(row => row.Id == id && row.SourcePath == sourcePath) is { } row)
        {
            Put(row with { SourceModifiedAt = modifiedAt });
        }

        return Task.CompletedTask;
    }

    public Task<bool> IsUploadUrlInUseAsync(QueueJob job) => Task.FromResult(job.UploadUrl is { } url && IsInUse(job, url));

    private bool IsInUse(QueueJob job, UploadUrl url) =>
        Rows.Any(other => (other.Sha256 != job.Sha256 || other.Destination != job.Destination) && ObjectKeyOf(other) == ObjectKey.Of(url))
        || _reached.Exists(at => at.Key == ObjectKey.Of(url) && (at.Sha256 != job.Sha256 || at.Destination != job.Destination));

    public Task<IReadOnlyDictionary<string, QueuedUploadState>> GetStatesAsync(IReadOnlyCollection<string> ids) =>
        Task.FromResult<IReadOnlyDictionary<string, QueuedUploadState>>(Rows.Where(row => ids.Contains(row.Id)).ToDictionary(row => row.Id, row => row.State));

    public Task<bool> NeedsRebuildAsync() => Task.FromResult(!_isRebuilt);

    public Task RebuildAsync(IReadOnlyCollection<QueueJob> jobs, IReadOnlyCollection<(QueueJob Job, string? ObjectKey)>? reached = null)
    {
        _reached.AddRange((reached ?? []).Select(at => (at.Job.Sha256, at.Job.Destination, at.ObjectKey, UploadPhase.BytesSent)));
        foreach (var job in jobs.Where(job => FindSame(job.Destination, job.Sha256) is null))
        {
            Insert(job);
        }

        _salt = jobs.Select(job => Account.SaltOf(job.Account)).LastOrDefault(salt => salt is not null) ?? _salt;
        _isRebuilt = true;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<QueueJob>> ListAsync(QueuedUploadState? state, int limit) => Task.FromResult<IReadOnlyList<QueueJob>>(
        [.. Rows.Reverse().Where(row => state is null || row.State == state).Take(limit)]);

    public Task<IReadOnlyList<QueueJob>> PageAsync(JobFilter filter, long before, int limit) => Task.FromResult<IReadOnlyList<QueueJob>>(
    [
        .. Rows.Reverse().Where(row => row.Sequence < before && (filter.State ?? row.State) == row.State && (filter.LinkId ?? row.LinkId) == row.LinkId
            && (filter.AlbumId ?? row.AlbumId) == row.AlbumId && filter.Matches(row)).Take(limit),
    ]);

    public Task<int> CountUploadedSinceAsync(DateTimeOffset since) => Task.FromResult(Rows.Count(row => row.State == QueuedUploadState.Uploaded && row.UploadedAt >= since));

    public Task<QueueCounts> GetCountsAsync()
    {
        var pending = Rows.Where(row => row.State is QueuedUploadState.Waiting or QueuedUploadState.Sending).ToList();
        return Task.FromResult(new QueueCounts(
            Count(QueuedUploadState.Waiting),
            Count(QueuedUploadState.Sending),
            Count(QueuedUploadState.Uploaded),
            Count(QueuedUploadState.Failed),
            Count(QueuedUploadState.Exported),
            Count(QueuedUploadState.Removed),
            pending.Sum(row => row.Length),
            pending.Count == 0 ? null : pending.Min(row => row.EnqueuedAt),
            Rows.Count(row => row is { State: QueuedUploadState.Uploaded, PossibleDuplicate: true })));
    }

    public Task<bool> HasPendingAsync() => Task.FromResult(Rows.Any(row => row.State is QueuedUploadState.Waiting or QueuedUploadState.Sending));

    public Task<IReadOnlyCollection<string>> FindPendingDestinationsAsync(string account, IReadOnlyCollection<string> keys) =>
        Task.FromResult<IReadOnlyCollection<string>>([.. keys.Where(key => Rows.Any(row =>
            row.State is QueuedUploadState.Waiting or QueuedUploadState.Sending && row.Account == account && row.Destination.Key == key))]);

    public Task<QueueJob?> ClaimAsync(ClaimRequest request)
    {
        var ready = Rows.Where(row => row.State == QueuedUploadState.Waiting && row.Account == request.Account && row.IsLarge == request.Large &&
            (row.NotBefore is not { } at || at <= request.Now || at > request.Now + request.MaxDelay)).ToList();
        var others = ready.Where(row => !request.Avoid.Contains(row.Sequence) && MayBeSent(row, request));
        var pick = request.Avoid.Count > 0 ? others.LastOrDefault() : null;
        pick ??= ready.Where(row => row.Phase >= UploadPhase.BytesSent).OrderBy(row => row.UploadUrl!.ExpiresAt).ThenBy(row => row.Sequence).FirstOrDefault();
        if (pick is null)
        {
            var open = ready.Where(row => MayBeSent(row, request));
            var bySecond = open.GroupBy(row => row.OrderTime.ToUnixTimeSeconds());
            pick = (request.Oldest ? bySecond.OrderBy(group => group.Key) : bySecond.OrderByDescending(group => group.Key)).FirstOrDefault()?
                .OrderBy(row => row.Destination.Key, StringComparer.Ordinal).ThenBy(row => row.OrderTime).ThenBy(row => row.Sequence).First();
        }

        return Task.FromResult(pick is null ? null : Put(pick with { State = QueuedUploadState.Sending, Fence = pick.Fence + 1, NotBefore = null }));
    }

    public Task<DateTimeOffset?> NextDueAsync(DateTimeOffset now) => Task.FromResult(Rows.Where(row => row.State == QueuedUploadState.Waiting && row.NotBefore > now).Min(row => row.NotBefore));

    public virtual Task<SaveResult> SaveAsync(QueueJob job)
    {
        if (!_rows.TryGetValue(job.Sequence, out var row) || row.Fence != job.Fence || row.State != QueuedUploadState.Sending)
        {
            return Task.FromResult(SaveResult.ClaimLost);
        }

        if (job.UploadUrl is { } url && IsInUse(job, url))
        {
            return Task.FromResult(SaveResult.UploadUrlInUse);
        }

        Put(job with
        {
            PossibleDuplicate = job.PossibleDuplicate || row.PossibleDuplicate || (job.State == QueuedUploadState.Uploaded && row.ExportedTo is not null),
            ExportedTo = row.ExportedTo,
            Account = row.Account,
        });
        return Task.FromResult(SaveResult.Saved);
    }

    public Task<IReadOnlyDictionary<string, long>> RenewClaimsAsync(IReadOnlyCollection<string> ids) =>
        Task.FromResult<IReadOnlyDictionary<string, long>>(
            Rows.Where(row => row.State == QueuedUploadState.Sending).ToDictionary(row => row.Id, row => row.Fence));

    public void StopWaitingForLocks()
    {
    }

    public Task<long> RecoverAsync()
    {
        foreach (var row in Rows.Where(row => row is { State: QueuedUploadState.Waiting, NotBefore: not null }).ToList())
        {
            Put(row with { NotBefore = null });
        }

        foreach (var row in Rows.Where(row => row.State == QueuedUploadState.Sending).ToList())
        {
            Put(row with { State = QueuedUploadState.Waiting, Fence = row.Fence + 1, NotBefore = null });
        }

        return Task.FromResult(_sequence);
    }

    public Task<long> CountRetriesAsync() => Task.FromResult(_retries);

    public Task<UploadPhase> GetReachedPhaseAsync(QueueJob job, UploadUrl url)
    {
        var key = ObjectKey.Of(url);
        return Task.FromResult(_reached.Where(at => at.Key == key && at.Sha256 == job.Sha256 && at.Destination == job.Destination).Select(at => at.Phase).DefaultIfEmpty(UploadPhase.HasUrl).Max());
    }

    public Task<string> GetAccountSaltAsync() => Task.FromResult(_salt);

    public Task<int> RenewAccountAsync(string account)
    {
        var former = Foreign(account)
            .Where(row => Account.FormerPrefixesOf(account).Any(prefix => row.Account.StartsWith(prefix, StringComparison.Ordinal))).ToList();
        former.ForEach(row => Put(row with { Account = account }));
        return Task.FromResult(former.Count);
    }

    public Task<IReadOnlyList<string>> ListForeignLinkIdsAsync(string account) =>
        Task.FromResult<IReadOnlyList<string>>([.. Foreign(account).Select(row => row.LinkId).Distinct().Order(StringComparer.Ordinal)]);

    public Task<int> CountForeignAsync(string account) => Task.FromResult(Foreign(account).Count());

    public Task<DateTimeOffset?> GetOldestPendingAsync(string account) => Task.FromResult(Rows
        .Where(row => row.State is QueuedUploadState.Waiting or QueuedUploadState.Sending && row.Account == account)
        .Min(row => (DateTimeOffset?)row.EnqueuedAt));

    public Task<bool> HasExternalChangesAsync() => Task.FromResult(false);

    public Task SaveSenderStatusAsync(SenderStatus report)
    {
        _sender = report;
        return Task.CompletedTask;
    }

    public Task<SenderStatus?> LoadSenderStatusAsync() => Task.FromResult(_sender);

    public Task<bool> CheckpointAsync() => Task.FromResult(true);

    public ValueTask DisposeAsync() => default;

    private static bool MayBeSent(QueueJob row, ClaimRequest request) => row.UploadUrl is not null || !(request.OnlyWithUrl || request.BlockedDestinations.Contains(row.Destination.Key));

    private IEnumerable<QueueJob> Foreign(string account) => Rows.Where(row => row.State == QueuedUploadState.Waiting && row.Account != account);

    private QueueJob? FindSame(Destination destination, string sha256) => Rows.FirstOrDefault(row => row.Destination == destination && row.Sha256 == sha256);

    private QueueJob? FindSameOrRemoved(Destination destination, string sha256) =>
        FindSame(destination, sha256) ?? Rows.FirstOrDefault(row => row.LinkId == destination.LinkId && row.Sha256 == sha256 && row.State == QueuedUploadState.Removed);

    private static string? ObjectKeyOf(QueueJob row) => row.UploadUrl is { } url ? ObjectKey.Of(url) : row.ObjectKey;

    private int Count(QueuedUploadState state) => Rows.Count(row => row.State == state);

    private QueueJob Put(QueueJob row)
    {
        var old = _rows[row.Sequence];
        if (row.PossibleDuplicate && ObjectKeyOf(old) is { } key && key != ObjectKeyOf(row) && old.Phase >= UploadPhase.BytesSent)
        {
            _reached.Add((old.Sha256, old.Destination, key, old.Phase));
        }

        if (row.PossibleDuplicate && row.Destination != old.Destination)
        {
            _reached.Add((old.Sha256, old.Destination, null, UploadPhase.BytesSent));
        }

        return _rows[row.Sequence] = row;
    }
}
