using EventPics.Queue.Internal;

namespace EventPics.Queue.Tests.Support;

/// <summary>The storage's contract in memory, for the simulation. Every call ends before it returns.</summary>
internal class MemoryStorage : IQueueStorage
{
    private readonly SortedDictionary<long, UploadJob> _rows = [];
    private readonly List<(string Sha256, Lane Lane, string? Key, SendStep Step)> _reached = [];
    private long _sequence;
    private long _retries;
    private bool _isRebuilt;
    private SenderReport? _sender;

    public IEnumerable<UploadJob> Rows => _rows.Values;

    public Task<(UploadJob? Job, bool Added)> AddAsync(UploadJob job, CancellationToken cancellationToken = default)
    {
        if (Known(job.Lane, job.Sha256) is { } earlier)
        {
            return Task.FromResult<(UploadJob?, bool)>((earlier, false));
        }

        return Task.FromResult<(UploadJob?, bool)>(job.UnlessElsewhere && IsElsewhere(job.LinkId, job.Sha256) ? (null, false) : (Insert(job), true));
    }

    public Task<bool> IsElsewhereAsync(string linkId, string sha256, CancellationToken cancellationToken = default) => Task.FromResult(IsElsewhere(linkId, sha256));

    private bool IsElsewhere(string linkId, string sha256)
    {
        var same = Rows.Where(row => row.Sha256 == sha256).ToList();
        return same.Exists(row => row.LinkId != linkId && (row.State != QueuedUploadState.Removed || row.UploadedAt is not null || row.PossibleDuplicate))
            && !same.Exists(row => row.LinkId == linkId);
    }

    private UploadJob Insert(UploadJob job)
    {
        var mayBeThere = _reached.Exists(at => at.Sha256 == job.Sha256 && at.Lane == job.Lane);
        var row = job with { Sequence = ++_sequence, Step = SendStep.NeedLink, Fence = 0, PossibleDuplicate = job.PossibleDuplicate || mayBeThere };
        _rows.Add(row.Sequence, row);
        return row;
    }

    public Task<UploadJob?> FindAsync(string id) => Task.FromResult(Rows.FirstOrDefault(row => row.Id == id));

    public Task<UploadJob?> FindAsync(Lane lane, string sha256, CancellationToken cancellationToken = default) => Task.FromResult(Known(lane, sha256));

    public Task<IReadOnlyList<UploadJob>> FindAllAsync(string sha256) =>
        Task.FromResult<IReadOnlyList<UploadJob>>([.. Rows.Where(row => row.Sha256 == sha256).Reverse()]);

    public Task<IReadOnlyList<UploadJob>> FindByPrefixAsync(string prefix, int limit) => Task.FromResult<IReadOnlyList<UploadJob>>(
        [.. Rows.Where(row => row.Id.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(row => row.Id, StringComparer.Ordinal).Take(limit)]);

    public Task NoteSourceAsync(string id, string sourcePath, DateTimeOffset modifiedAt)
    {
        if (Rows.FirstOrDefault(row => row.Id == id && row.SourcePath == sourcePath) is { } row)
        {
            Put(row with { SourceModifiedAt = modifiedAt });
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyDictionary<string, QueuedUploadState>> StatesAsync(IReadOnlyCollection<string> ids) =>
        Task.FromResult<IReadOnlyDictionary<string, QueuedUploadState>>(Rows.Where(row => ids.Contains(row.Id)).ToDictionary(row => row.Id, row => row.State));

    public Task<bool> NeedsRebuildAsync() => Task.FromResult(!_isRebuilt);

    public Task RebuildAsync(IReadOnlyCollection<UploadJob> jobs, IReadOnlyCollection<(UploadJob Job, string? ObjectKey)>? reached = null)
    {
        _reached.AddRange((reached ?? []).Select(at => (at.Job.Sha256, at.Job.Lane, at.ObjectKey, SendStep.Started)));
        foreach (var job in jobs.Where(job => Same(job.Lane, job.Sha256) is null))
        {
            Insert(job);
        }

        _isRebuilt = true;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<UploadJob>> ListAsync(QueuedUploadState? state, int limit) => Task.FromResult<IReadOnlyList<UploadJob>>(
        [.. Rows.Reverse().Where(row => state is null || row.State == state).Take(limit)]);

    public Task<IReadOnlyList<UploadJob>> PageAsync(RowFilter filter, long before, int limit) => Task.FromResult<IReadOnlyList<UploadJob>>(
    [
        .. Rows.Reverse().Where(row => row.Sequence < before && (filter.State ?? row.State) == row.State && (filter.LinkId ?? row.LinkId) == row.LinkId
            && (filter.AlbumId ?? row.AlbumId) == row.AlbumId && filter.Matches(row)).Take(limit),
    ]);

    public Task<int> CountUploadedSinceAsync(DateTimeOffset since) => Task.FromResult(Rows.Count(row => row.State == QueuedUploadState.Uploaded && row.UploadedAt >= since));

    public Task<QueueTotals> GetTotalsAsync()
    {
        var pending = Rows.Where(row => row.State is QueuedUploadState.Waiting or QueuedUploadState.Sending).ToList();
        return Task.FromResult(new QueueTotals(
            Count(QueuedUploadState.Waiting),
            Count(QueuedUploadState.Sending),
            Count(QueuedUploadState.Uploaded),
            Count(QueuedUploadState.SetAside),
            Count(QueuedUploadState.Exported),
            Count(QueuedUploadState.Removed),
            pending.Sum(row => row.Length),
            pending.Count == 0 ? null : pending.Min(row => row.EnqueuedAt),
            Rows.Count(row => row is { State: QueuedUploadState.Uploaded, PossibleDuplicate: true })));
    }

    public Task<bool> HasPendingAsync() => Task.FromResult(Rows.Any(row => row.State is QueuedUploadState.Waiting or QueuedUploadState.Sending));

    public Task<UploadJob?> ClaimAsync(ClaimRequest request)
    {
        var ready = Rows.Where(row => row.State == QueuedUploadState.Waiting && row.IsLarge == request.Large &&
            (row.NotBefore is not { } at || at <= request.Now || at > request.Now + request.LongestWait)).ToList();
        var others = ready.Where(row => !request.Avoid.Contains(row.Sequence) && MayGo(row, request));
        var pick = request.Avoid.Count > 0 ? others.LastOrDefault() : null;
        pick ??= ready.Where(row => row.Step >= SendStep.Started).OrderBy(row => row.Link!.ExpiresAt).ThenBy(row => row.Sequence).FirstOrDefault();
        if (pick is null)
        {
            var open = ready.Where(row => MayGo(row, request));
            var bySecond = open.GroupBy(row => row.OrderTime.ToUnixTimeSeconds());
            pick = (request.Oldest ? bySecond.OrderBy(group => group.Key) : bySecond.OrderByDescending(group => group.Key)).FirstOrDefault()?
                .OrderBy(row => row.Lane.Key, StringComparer.Ordinal).ThenBy(row => row.OrderTime).ThenBy(row => row.Sequence).First();
        }

        return Task.FromResult(pick is null ? null : Put(pick with { State = QueuedUploadState.Sending, Fence = pick.Fence + 1, NotBefore = null }));
    }

    public Task<DateTimeOffset?> NextDueAsync(DateTimeOffset now) => Task.FromResult(Rows.Where(row => row.State == QueuedUploadState.Waiting && row.NotBefore > now).Min(row => row.NotBefore));

    public virtual Task<SaveOutcome> SaveAsync(UploadJob job)
    {
        if (!_rows.TryGetValue(job.Sequence, out var row) || row.Fence != job.Fence || row.State != QueuedUploadState.Sending)
        {
            return Task.FromResult(SaveOutcome.Gone);
        }

        if (job.Link is not null && (Rows.Any(other => other.Sequence != job.Sequence && KeyOf(other) == KeyOf(job))
            || _reached.Exists(at => at.Key == KeyOf(job) && (at.Sha256 != job.Sha256 || at.Lane != job.Lane))))
        {
            return Task.FromResult(SaveOutcome.LinkTaken);
        }

        Put(job with
        {
            PossibleDuplicate = job.PossibleDuplicate || row.PossibleDuplicate || (job.State == QueuedUploadState.Uploaded && row.ExportedTo is not null),
            ExportedTo = row.ExportedTo,
        });
        return Task.FromResult(SaveOutcome.Saved);
    }

    public Task<IReadOnlyDictionary<string, long>> ClaimsAsync() => Task.FromResult<IReadOnlyDictionary<string, long>>(
        Rows.Where(row => row.State == QueuedUploadState.Sending).ToDictionary(row => row.Id, row => row.Fence));

    public void StopWaiting()
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

    public Task<int> ReviveAsync(IReadOnlyCollection<string> ids)
    {
        var revived = Rows.Where(row => row.State == QueuedUploadState.SetAside && ids.Contains(row.Id)).ToList();
        revived.ForEach(row => Put(row with { State = QueuedUploadState.Waiting, NotBefore = null, Failures = 0, FreshRejects = 0 }));
        return Task.FromResult(revived.Count);
    }

    public Task<int> RetryAsync(IReadOnlyCollection<string>? ids)
    {
        _retries++;
        foreach (var row in Rows.Where(row => row is { State: QueuedUploadState.Waiting, NotBefore: not null }).ToList())
        {
            Put(row with { NotBefore = null });
        }

        var retried = Rows.Where(row => row.State == QueuedUploadState.SetAside && (ids is null || ids.Contains(row.Id))).ToList();
        retried.ForEach(row => Put(row with { State = QueuedUploadState.Waiting, NotBefore = null, Failures = 0, FreshRejects = 0 }));
        return Task.FromResult(retried.Count);
    }

    public Task<UploadJob?> RemoveAsync(string id, DateTimeOffset at) =>
        Task.FromResult(Rows.FirstOrDefault(row => row.Id == id && row.State != QueuedUploadState.Removed) is not { } row ? null : Put(row with
        {
            State = QueuedUploadState.Removed,
            Step = SendStep.NeedLink,
            Fence = row.Fence + 1,
            NotBefore = null,
            Link = null,
            ObjectKey = row.UploadedAt is null ? null : row.ObjectKey,
            PossibleDuplicate = row.PossibleDuplicate || row.Step >= SendStep.Started || (row.State != QueuedUploadState.Exported && row.ExportedTo is not null),
            ExportedTo = row.State == QueuedUploadState.Exported ? row.ExportedTo : null,
            TakenAt = null,
            LastError = null,
            LastMessage = null,
            WithdrawnAt = at,
        }));

    public Task<UploadJob?> ExportAsync(string id, string folder, DateTimeOffset at) => Task.FromResult(
        Rows.FirstOrDefault(row => row.Id == id && row.State is not (QueuedUploadState.Uploaded or QueuedUploadState.Removed)) is { } row
            ? Put(row with { State = QueuedUploadState.Exported, Fence = row.Fence + 1, NotBefore = null, ExportedTo = folder, WithdrawnAt = at, PossibleDuplicate = row.PossibleDuplicate || row.Step >= SendStep.Started })
            : null);

    public Task<UploadJob?> TakeBackAsync(string id, bool wasImported)
    {
        var row = Rows.FirstOrDefault(row => row.Id == id && row.State is QueuedUploadState.Exported or QueuedUploadState.Removed);
        if (row is { State: QueuedUploadState.Exported })
        {
            row = Put(row with
            {
                State = QueuedUploadState.Waiting,
                Fence = row.Fence + 1,
                NotBefore = null,
                Failures = 0,
                FreshRejects = 0,
                ExportedTo = null,
                WithdrawnAt = null,
                PossibleDuplicate = row.PossibleDuplicate || wasImported,
            });
        }
        else if (row is { UploadedAt: not null })
        {
            row = Put(row with { State = QueuedUploadState.Uploaded, Fence = row.Fence + 1, WithdrawnAt = null });
        }
        else if (row is { ExportedTo: not null })
        {
            row = Put(row with { State = QueuedUploadState.Exported, Fence = row.Fence + 1 });
        }
        else if (row is not null)
        {
            _rows.Remove(row.Sequence);
            if (row.PossibleDuplicate)
            {
                _reached.Add((row.Sha256, row.Lane, null, SendStep.Started));
            }
        }

        return Task.FromResult(row);
    }

    public Task NotePossibleDuplicateAsync(string id)
    {
        if (Rows.FirstOrDefault(row => row.Id == id) is { } row)
        {
            Put(row with { PossibleDuplicate = true });
        }

        return Task.CompletedTask;
    }

    public Task NoteExportAsync(string id, string? folder)
    {
        if (Rows.FirstOrDefault(row => row.Id == id && row.State is not (QueuedUploadState.Exported or QueuedUploadState.Removed)) is { } row)
        {
            Put(row with { ExportedTo = folder, PossibleDuplicate = row.PossibleDuplicate || (folder is not null && row.State == QueuedUploadState.Uploaded) });
        }

        return Task.CompletedTask;
    }

    public Task NoteExportGoneAsync(string id)
    {
        if (Rows.FirstOrDefault(row => row.Id == id && row.State == QueuedUploadState.Removed) is { } row)
        {
            Put(row with { ExportedTo = null });
        }

        return Task.CompletedTask;
    }

    public Task<SendStep> ReachedStepAsync(UploadJob job, UploadUrl link)
    {
        var key = Convert.ToBase64String(SqliteRows.LinkKey(link));
        return Task.FromResult(_reached.Where(at => at.Key == key && at.Sha256 == job.Sha256 && at.Lane == job.Lane).Select(at => at.Step).DefaultIfEmpty(SendStep.HaveLink).Max());
    }

    public Task<UploadJob?> RerouteAsync(string id, Lane lane)
    {
        var row = Rows.FirstOrDefault(row => row.Id == id);
        return Task.FromResult(row is null or { State: QueuedUploadState.Uploaded or QueuedUploadState.Exported or QueuedUploadState.Removed } || Known(lane, row.Sha256) is not null ? null : Put(row with
        {
            LinkId = lane.LinkId,
            AlbumId = lane.AlbumId,
            State = QueuedUploadState.Waiting,
            Step = SendStep.NeedLink,
            Fence = row.Fence + 1,
            NotBefore = null,
            Link = null,
            Failures = 0,
            FreshRejects = 0,
            PossibleDuplicate = row.PossibleDuplicate || row.Step >= SendStep.Started || _reached.Exists(at => at.Sha256 == row.Sha256 && at.Lane == lane),
        }));
    }

    public Task<int> PurgeUploadedAsync(DateTimeOffset before, int keep)
    {
        var newest = Rows.Select(row => row.Sequence).DefaultIfEmpty().Max() - keep;
        var old = Rows.Where(row => row.State == QueuedUploadState.Uploaded && row.UploadedAt < before && row.Sequence <= newest).ToList();
        old.ForEach(row => _rows.Remove(row.Sequence));
        _reached.RemoveAll(at => old.Exists(row => at.Sha256 == row.Sha256 && at.Lane == row.Lane));
        return Task.FromResult(old.Count);
    }

    public Task<bool> ChangedByOthersAsync() => Task.FromResult(false);

    public Task SaveSenderReportAsync(SenderReport report)
    {
        _sender = report;
        return Task.CompletedTask;
    }

    public Task<SenderReport?> LoadSenderReportAsync() => Task.FromResult(_sender);

    public Task<bool> TidyAsync() => Task.FromResult(true);

    public ValueTask DisposeAsync() => default;

    private static bool MayGo(UploadJob row, ClaimRequest request) => row.Link is not null || !(request.OnlyWithLink || request.ClosedLanes.Contains(row.Lane.Key));

    private UploadJob? Same(Lane lane, string sha256) => Rows.FirstOrDefault(row => row.Lane == lane && row.Sha256 == sha256);

    private UploadJob? Known(Lane lane, string sha256) =>
        Same(lane, sha256) ?? Rows.FirstOrDefault(row => row.LinkId == lane.LinkId && row.Sha256 == sha256 && row.State == QueuedUploadState.Removed);

    private static string? KeyOf(UploadJob row) => row.Link is { } link ? Convert.ToBase64String(SqliteRows.LinkKey(link)) : row.ObjectKey;

    private int Count(QueuedUploadState state) => Rows.Count(row => row.State == state);

    private UploadJob Put(UploadJob row)
    {
        var old = _rows[row.Sequence];
        if (row.PossibleDuplicate && KeyOf(old) is { } key && key != KeyOf(row) && old.Step >= SendStep.Started)
        {
            _reached.Add((old.Sha256, old.Lane, key, old.Step));
        }

        if (row.PossibleDuplicate && row.Lane != old.Lane)
        {
            _reached.Add((old.Sha256, old.Lane, null, SendStep.Started));
        }

        return _rows[row.Sequence] = row;
    }
}
