using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Internal.Sqlite;

/// <summary>Stores the queue's rows in a SQLite database.</summary>
internal sealed class SqliteStorage : ILocalQueueStorage
{
    // Sorts after every other string.
    private const string EndOfText = "\U0010FFFF";

    private readonly SqliteThread _thread;
    private long? _dataVersion;

    private SqliteStorage(SqliteSession session) => _thread = new SqliteThread(session);

    /// <summary>Opens or creates the database. Blocks, so call it on a worker thread.</summary>
    /// <exception cref="UploadQueueException">The database can't be opened, or a newer version wrote it.</exception>
    /// <exception cref="DamagedDatabaseException">The database is damaged or not a queue.</exception>
    public static SqliteStorage Open(string path) => new(SqliteOpener.Open(path));

    public Task<(QueueJob? Job, bool Added)> AddAsync(QueueJob job, CancellationToken cancellationToken = default) => _thread.RunAsync(
        session => session.InTransaction(() => AddOrFind(session, job)),
        cancellationToken);

    public Task<bool> IsElsewhereAsync(string linkId, string sha256, CancellationToken cancellationToken = default) =>
        _thread.RunAsync(session => JobLookup.IsElsewhere(session, linkId, sha256), cancellationToken);

    public Task<QueueJob?> FindAsync(string id) => _thread.RunAsync(session => JobLookup.FindById(session, id));

    public Task<QueueJob?> FindAsync(Destination destination, string sha256, CancellationToken cancellationToken = default) =>
        _thread.RunAsync(session => JobLookup.Find(session, destination, sha256), cancellationToken);

    public Task<IReadOnlyList<QueueJob>> FindAllAsync(string sha256) => _thread.RunAsync<IReadOnlyList<QueueJob>>(
        session => session.Rows(Sql.FindByHash, JobMapper.ReadJob, ("@sha256", sha256)));

    public Task<IReadOnlyList<QueueJob>> FindByPrefixAsync(string prefix, int limit) => _thread.RunAsync<IReadOnlyList<QueueJob>>(
        session => session.Rows(Sql.FindByPrefix, JobMapper.ReadJob, ("@from", prefix), ("@to", prefix + EndOfText), ("@limit", limit)));

    public Task RecordSourceAsync(string id, string sourcePath, DateTimeOffset modifiedAt) => _thread.RunAsync(session => session.Execute(
        Sql.RecordSource, ("@id", id), ("@source_path", sourcePath), ("@source_modified_at", modifiedAt.UtcTicks)));

    public Task MarkPossibleDuplicateAsync(string id) => _thread.RunAsync(session => session.Execute(Sql.MarkPossibleDuplicate, ("@id", id)));

    public Task<bool> IsUploadUrlInUseAsync(QueueJob job) =>
        _thread.RunAsync(session => JobLookup.IsUploadUrlInUse(session, job, job.UploadUrl));

    public Task<QueueJob?> ContinueAsync(string id, UploadUrl url, UploadPhase phase) =>
        _thread.RunAsync(session => session.InTransaction(() =>
        {
            if (JobLookup.FindById(session, id) is { } job && JobLookup.IsUploadUrlInUse(session, job, url))
            {
                throw new UploadUrlInUseException();
            }

            JobMapper.Continue(session, id, url, phase);
            session.Execute(Sql.MarkUnlessAtUrl, ("@id", id), ("@link_key", ObjectKey.GetBytes(url)), ("@step", (int)phase));
            return JobLookup.FindById(session, id);
        }));

    public Task<IReadOnlyDictionary<string, QueuedUploadState>> GetStatesAsync(IReadOnlyCollection<string> ids) =>
        _thread.RunAsync<IReadOnlyDictionary<string, QueuedUploadState>>(session => session
            .Rows(Sql.StatesOf, row => (Id: row.GetString(0), State: (QueuedUploadState)row.GetInt64(1)), ("@ids", SqliteJson.ToJson(ids)))
            .ToDictionary(row => row.Id, row => row.State, StringComparer.Ordinal));

    public Task<bool> NeedsRebuildAsync() => _thread.RunAsync(session => session.Number(Sql.IsRebuilt) != 1);

    public Task RebuildAsync(IReadOnlyCollection<QueueJob> jobs, IReadOnlyCollection<(QueueJob Job, string? ObjectKey)>? reached = null) =>
        _thread.RunAsync(session => session.InTransaction(() =>
        {
            foreach (var (job, key) in reached ?? [])
            {
                session.Execute(
                    Sql.AddReached,
                    ("@sha256", job.Sha256),
                    ("@lane", job.Destination.Key),
                    ("@link_key", key is null ? null : Convert.FromBase64String(key)),
                    ("@step", (int)UploadPhase.BytesSent));
            }

            foreach (var job in jobs)
            {
                JobMapper.Add(session, job, Sql.Rebuild);
            }

            // Otherwise the accounts in the sidecar files would be those of no key.
            if (jobs.Select(static job => Account.SaltOf(job.Account)).LastOrDefault(static salt => salt is not null) is { } salt)
            {
                session.Execute(Sql.RestoreSalt, ("@salt", salt));
            }

            return session.Execute(Sql.MarkRebuilt);
        }));

    public Task<IReadOnlyList<QueueJob>> ListAsync(QueuedUploadState? state, int limit) => _thread.RunAsync<IReadOnlyList<QueueJob>>(
        session => session.Rows(state is { } one ? Sql.ListByState[(int)one] : Sql.ListAll, JobMapper.ReadJob, ("@limit", limit)));

    public Task<IReadOnlyList<QueueJob>> PageAsync(JobFilter filter, long before, int limit) => _thread.RunAsync<IReadOnlyList<QueueJob>>(
        session => session.RowsWhere(
            filter.State is { } state ? Sql.PageByState[(int)state] : Sql.PageOfAll,
            JobMapper.ReadJob,
            filter.Matches,
            limit,
            ("@before", before),
            ("@link_id", filter.LinkId),
            ("@album_id", filter.AlbumId)));

    public Task<QueueCounts> GetCountsAsync() => _thread.RunAsync(session =>
    {
        var counts = session.Rows(Sql.Counts, row => (Photos: row.GetInt32(0), Bytes: row.GetInt64(1), Doubtful: row.GetInt32(2)));
        var oldest = session.Number(Sql.OldestPending);
        return new QueueCounts(
            Waiting: counts[0].Photos,
            Sending: counts[1].Photos,
            Uploaded: counts[2].Photos,
            Failed: counts[3].Photos,
            Exported: counts[4].Photos,
            Removed: counts[5].Photos,
            WaitingBytes: counts[0].Bytes + counts[1].Bytes,
            OldestWaiting: oldest is { } at ? UnixTime.FromMilliseconds(at) : null,
            PossibleDuplicates: counts[2].Doubtful);
    });

    public Task<int> CountUploadedSinceAsync(DateTimeOffset since) =>
        _thread.RunAsync(session => (int)(session.Number(Sql.CountUploadedSince, ("@since", since.ToUnixTimeMilliseconds())) ?? 0));

    public Task<bool> HasPendingAsync() => _thread.RunAsync(session => session.Number(Sql.HasPending) != 0);

    public Task<IReadOnlyCollection<string>> FindPendingDestinationsAsync(string account, IReadOnlyCollection<string> keys) =>
        _thread.RunAsync<IReadOnlyCollection<string>>(session => session.Rows(
            Sql.PendingDestinations, static row => row.GetString(0), ("@account", account), ("@lanes", SqliteJson.ToJson(keys))));

    public Task<QueueJob?> ClaimAsync(ClaimRequest request) => _thread.RunAsync(session =>
        ClaimQuery.Pick(session, request) is null
            ? null
            : session.InTransaction(() => ClaimQuery.Pick(session, request) is { } sequence
                ? session.Row(Sql.Claim, JobMapper.ReadJob, ("@seq", sequence))
                : null));

    public Task<DateTimeOffset?> NextDueAsync(DateTimeOffset now) => _thread.RunAsync<DateTimeOffset?>(
        session => session.Number(Sql.NextDue, ("@now", now.ToUnixTimeMilliseconds())) is { } due ? UnixTime.FromMilliseconds(due) : null);

    public Task<SaveResult> SaveAsync(QueueJob job) => _thread.RunAsync(session =>
    {
        try
        {
            return JobMapper.Save(session, job) == 1 ? SaveResult.Saved : SaveResult.ClaimLost;
        }
        catch (Microsoft.Data.Sqlite.SqliteException e) when (e.SqliteErrorCode == SqliteErrors.Constraint)
        {
            return SaveResult.UploadUrlInUse;
        }
    });

    public Task<IReadOnlyDictionary<string, long>> RenewClaimsAsync(IReadOnlyCollection<string> ids) =>
        _thread.RunAsync<IReadOnlyDictionary<string, long>>(session => session
            .Rows(Sql.Claims, row => (Id: row.GetString(0), Fence: row.GetInt64(1)))
            .ToDictionary(row => row.Id, row => row.Fence, StringComparer.Ordinal));

    public void StopWaitingForLocks() => _thread.StopWaitingForLocks();

    public Task<long> RecoverAsync() => _thread.RunAsync(session => session.InTransaction(() =>
    {
        session.Execute(Sql.Recover);
        session.Execute(Sql.MakeAllDue); // Their delays were measured by the clock of a process that has ended.
        return session.Number(Sql.HighestSequence) ?? 0;
    }));

    public Task<int> RetryAsync(IReadOnlyCollection<string>? ids) => _thread.RunAsync(session => session.InTransaction(() =>
    {
        session.Execute(Sql.MakeAllDue);
        session.Execute(Sql.CountRetry);
        return ids is null
            ? session.Execute(Sql.RetryAll)
            : ids.Sum(id => session.Execute(Sql.RetryOne, ("@id", id)));
    }));

    public Task<int> RequeueAsync(IReadOnlyCollection<string> ids) => _thread.RunAsync(session => session.InTransaction(
        () => ids.Sum(id => session.Execute(Sql.RetryOne, ("@id", id)))));

    public Task<long> CountRetriesAsync() => _thread.RunAsync(session => session.Number(Sql.ReadRetries) ?? 0);

    public Task<QueueJob?> RemoveAsync(string id, DateTimeOffset at) =>
        _thread.RunAsync(session => session.Row(Sql.Remove, JobMapper.ReadJob, ("@id", id), ("@at", at.ToUnixTimeMilliseconds())));

    public Task<QueueJob?> ExportAsync(string id, string folder, DateTimeOffset at) => _thread.RunAsync(
        session => session.Row(Sql.Export, JobMapper.ReadJob, ("@id", id), ("@folder", folder), ("@at", at.ToUnixTimeMilliseconds())));

    public Task<QueueJob?> TakeBackAsync(string id, bool wasImported) => _thread.RunAsync(session => session.InTransaction(() =>
        session.Row(Sql.TakeBack, JobMapper.ReadJob, ("@id", id), ("@was_imported", wasImported ? 1 : 0))
        ?? session.Row(Sql.UndoRemoval, JobMapper.ReadJob, ("@id", id))
        ?? session.Row(Sql.Forget, JobMapper.ReadJob, ("@id", id))));

    public Task RecordExportAsync(string id, string? folder) => _thread.RunAsync(session => session.Execute(Sql.RecordExport, ("@id", id), ("@folder", folder)));

    public Task RecordExportDeletedAsync(string id) => _thread.RunAsync(session => session.Execute(Sql.RecordExportDeleted, ("@id", id)));

    public Task<UploadPhase> GetReachedPhaseAsync(QueueJob job, UploadUrl url) => _thread.RunAsync(session => (UploadPhase)(session.Number(
        Sql.ReachedPhase, ("@link_key", ObjectKey.GetBytes(url)), ("@sha256", job.Sha256), ("@lane", job.Destination.Key)) ?? (long)UploadPhase.HasUrl));

    public Task<QueueJob?> RerouteAsync(string id, Destination destination, string account) => _thread.RunAsync(session => session.Row(
        Sql.Reroute, JobMapper.ReadJob, ("@id", id), ("@lane", destination.Key), ("@link_id", destination.LinkId), ("@album_id", destination.AlbumId), ("@account", account)));

    public Task<string> GetAccountSaltAsync() => _thread.RunAsync(static session => session.Text(Sql.ReadSalt)!);

    // Called often, and rarely with anything to do: only then does it wait for the database's write lock.
    public Task<int> RenewAccountAsync(string account) => _thread.RunAsync(session =>
    {
        var former = Account.FormerPrefixesOf(account);
        return former.Any(prefix => session.Number(Sql.HasFormerAccount, ("@from", prefix), ("@to", prefix + EndOfText)) == 1)
            ? session.InTransaction(() => former.Sum(
                prefix => session.Execute(Sql.RenewAccount, ("@account", account), ("@from", prefix), ("@to", prefix + EndOfText))))
            : 0;
    });

    public Task<IReadOnlyList<string>> ListForeignLinkIdsAsync(string account) => _thread.RunAsync<IReadOnlyList<string>>(session =>
    {
        var linkIds = new SortedSet<string>(StringComparer.Ordinal);
        var (at, lane) = ("", "");
        while (session.Row(Sql.NextOfAnyAccount, static row => new[] { row.GetString(0), row.GetString(1), row.GetString(2) }, ("@account", at), ("@lane", lane)) is [var next, var nextLane, var linkId])
        {
            // The account's own jobs are skipped in one step, however many events they are for.
            (at, lane) = (next, next == account ? EndOfText : nextLane);
            _ = next != account && linkIds.Add(linkId);
        }

        return [.. linkIds];
    });

    public Task<int> CountForeignAsync(string account) => _thread.RunAsync(session => (int)(session.Number(Sql.CountForeign, ("@account", account)) ?? 0));

    public Task<DateTimeOffset?> GetOldestPendingAsync(string account) => _thread.RunAsync<DateTimeOffset?>(
        session => session.Number(Sql.OldestPendingOfAccount, ("@account", account)) is { } at ? UnixTime.FromMilliseconds(at) : null);

    public Task<int> TakeOverAsync(string account, IReadOnlyCollection<string> linkIds) =>
        _thread.RunAsync(session => session.InTransaction(() =>
        {
            var ids = SqliteJson.ToJson(linkIds);
            session.Execute(Sql.DropUrlsOfOtherService, ("@account", account), ("@service", Account.ServiceOf(account)), ("@link_ids", ids));
            return session.Execute(Sql.TakeOver, ("@account", account), ("@link_ids", ids));
        }));

    public Task TakeOverAsync(string account, string id) => _thread.RunAsync(session => session.InTransaction(() =>
    {
        var service = Account.ServiceOf(account);
        session.Execute(Sql.DropUrlOfOtherService, ("@account", account), ("@service", service), ("@id", id));
        return session.Execute(Sql.TakeOverOne, ("@account", account), ("@service", service), ("@id", id));
    }));

    public Task<IReadOnlyList<QueueJob>> AdoptAsync(string account) =>
        _thread.RunAsync<IReadOnlyList<QueueJob>>(session => session.Rows(Sql.Adopt, JobMapper.ReadJob, ("@account", account)));

    public Task<int> PurgeUploadedAsync(DateTimeOffset before, int keep) =>
        _thread.RunAsync(session => session.Execute(Sql.PurgeUploaded, ("@before", before.ToUnixTimeMilliseconds()), ("@keep", keep)));

    public Task<bool> HasExternalChangesAsync() => _thread.RunAsync(session =>
    {
        var version = session.Number(Sql.DataVersion);
        var changed = _dataVersion is not null && version != _dataVersion;
        _dataVersion = version;
        return changed;
    });

    public Task SaveSenderStatusAsync(SenderStatus status) => _thread.RunAsync(session => JobMapper.SaveSenderStatus(session, status));

    public Task<SenderStatus?> LoadSenderStatusAsync() => _thread.RunAsync(session => session.Row(Sql.LoadSenderStatus, JobMapper.ReadSenderStatus));

    public Task<bool> CheckpointAsync() => _thread.RunAsync(session =>
    {
        // It is retried anyway, so photos need not wait for another program's reader.
        session.Execute(Sql.DisableBusyTimeout);
        var isBusy = session.Number(Sql.Checkpoint) != 0;
        session.Execute(Sql.RestoreBusyTimeout);
        return !isBusy;
    });

    // In one transaction, because a conflicting row could be removed in between. Returns the row in the queue, which may not be the added job.
    private static (QueueJob? Job, bool Added) AddOrFind(SqliteSession session, QueueJob job)
    {
        // Recovery may have added it from its files a moment ago, and it may have been moved since.
        if (JobLookup.FindById(session, job.Id) is { } adopted && adopted.Sha256 == job.Sha256)
        {
            return (adopted, false);
        }

        if (JobLookup.IsUploadUrlInUse(session, job, job.UploadUrl))
        {
            throw new UploadUrlInUseException();
        }

        var added = JobMapper.Add(session, job) == 1;
        var found = JobLookup.Find(session, job.Destination, job.Sha256);
        return found is not null || (job.UnlessElsewhere && JobLookup.IsElsewhere(session, job.LinkId, job.Sha256))
            ? (found, added)
            : throw new InvalidOperationException($"The ID {job.Id} belongs to another photo.");
    }

    public ValueTask DisposeAsync() => _thread.DisposeAsync();
}
