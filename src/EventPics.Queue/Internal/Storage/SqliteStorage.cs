namespace EventPics.Queue.Internal;

/// <summary>The queue's rows in a SQLite database.</summary>
internal sealed class SqliteStorage : IQueueStorage
{
    private readonly SqliteThread _thread;
    private long? _dataVersion;

    private SqliteStorage(SqliteSession session) => _thread = new SqliteThread(session);

    /// <summary>Opens or creates the database. Blocks, so call it on a worker thread.</summary>
    /// <exception cref="UploadQueueException">The database can't be opened, or a newer version wrote it.</exception>
    /// <exception cref="DamagedDatabaseException">It is no queue, or damaged.</exception>
    public static SqliteStorage Open(string path) => new(SqliteOpener.Open(path));

    public Task<(UploadJob? Job, bool Added)> AddAsync(UploadJob job, CancellationToken cancellationToken = default) => _thread.RunAsync(
        session => session.InTransaction(() => AddOrFind(session, job)),
        cancellationToken);

    public Task<bool> IsElsewhereAsync(string linkId, string sha256, CancellationToken cancellationToken = default) =>
        _thread.RunAsync(session => IsElsewhere(session, linkId, sha256), cancellationToken);

    public Task<UploadJob?> FindAsync(string id) =>
        _thread.RunAsync(session => session.Row(Statements.FindById, SqliteRows.ReadJob, ("@id", id)));

    public Task<UploadJob?> FindAsync(Lane lane, string sha256, CancellationToken cancellationToken = default) =>
        _thread.RunAsync(session => Find(session, lane, sha256), cancellationToken);

    public Task<IReadOnlyList<UploadJob>> FindAllAsync(string sha256) => _thread.RunAsync<IReadOnlyList<UploadJob>>(
        session => session.Rows(Statements.FindByHash, SqliteRows.ReadJob, ("@sha256", sha256)));

    public Task<IReadOnlyList<UploadJob>> FindByPrefixAsync(string prefix, int limit) => _thread.RunAsync<IReadOnlyList<UploadJob>>(
        session => session.Rows(Statements.FindByPrefix, SqliteRows.ReadJob, ("@from", prefix), ("@to", prefix + "\U0010FFFF"), ("@limit", limit)));

    public Task NoteSourceAsync(string id, string sourcePath, DateTimeOffset modifiedAt) => _thread.RunAsync(session => session.Execute(
        Statements.NoteSource, ("@id", id), ("@source_path", sourcePath), ("@source_modified_at", modifiedAt.UtcTicks)));

    public Task NotePossibleDuplicateAsync(string id) => _thread.RunAsync(session => session.Execute(Statements.NotePossibleDuplicate, ("@id", id)));

    public Task<IReadOnlyDictionary<string, QueuedUploadState>> StatesAsync(IReadOnlyCollection<string> ids) =>
        _thread.RunAsync<IReadOnlyDictionary<string, QueuedUploadState>>(session => session
            .Rows(Statements.StatesOf, row => (Id: row.GetString(0), State: (QueuedUploadState)row.GetInt64(1)), ("@ids", QueueJson.Of(ids)))
            .ToDictionary(row => row.Id, row => row.State, StringComparer.Ordinal));

    public Task<bool> NeedsRebuildAsync() => _thread.RunAsync(session => session.Number(Statements.IsRebuilt) != 1);

    public Task RebuildAsync(IReadOnlyCollection<UploadJob> jobs, IReadOnlyCollection<(UploadJob Job, string? ObjectKey)>? reached = null) => _thread.RunAsync(session => session.InTransaction(() =>
    {
        foreach (var (job, key) in reached ?? [])
        {
            session.Execute(
                Statements.AddReached, ("@sha256", job.Sha256), ("@lane", job.Lane.Key), ("@link_key", key is null ? null : Convert.FromBase64String(key)), ("@step", (int)SendStep.Started));
        }

        foreach (var job in jobs)
        {
            SqliteRows.Add(session, job, Statements.Rebuild);
        }

        return session.Execute(Statements.MarkRebuilt);
    }));

    public Task<IReadOnlyList<UploadJob>> ListAsync(QueuedUploadState? state, int limit) => _thread.RunAsync<IReadOnlyList<UploadJob>>(
        session => session.Rows(state is { } one ? Statements.ListByState[(int)one] : Statements.ListAll, SqliteRows.ReadJob, ("@limit", limit)));

    public Task<IReadOnlyList<UploadJob>> PageAsync(RowFilter filter, long before, int limit) => _thread.RunAsync<IReadOnlyList<UploadJob>>(
        session => session.RowsWhere(
            filter.State is { } state ? Statements.PageByState[(int)state] : Statements.PageOfAll,
            SqliteRows.ReadJob,
            filter.Matches,
            limit,
            ("@before", before),
            ("@link_id", filter.LinkId),
            ("@album_id", filter.AlbumId)));

    public Task<QueueTotals> GetTotalsAsync() => _thread.RunAsync(session =>
    {
        var tally = session.Rows(Statements.Tally, row => (Photos: row.GetInt32(0), Bytes: row.GetInt64(1), Doubtful: row.GetInt32(2)));
        var oldest = session.Number(Statements.OldestPending);
        return new QueueTotals(
            Waiting: tally[0].Photos,
            Sending: tally[1].Photos,
            Uploaded: tally[2].Photos,
            SetAside: tally[3].Photos,
            Exported: tally[4].Photos,
            Removed: tally[5].Photos,
            WaitingBytes: tally[0].Bytes + tally[1].Bytes,
            OldestWaiting: oldest is { } at ? SqliteRows.Time(at) : null,
            PossibleDuplicates: tally[2].Doubtful);
    });

    public Task<int> CountUploadedSinceAsync(DateTimeOffset since) =>
        _thread.RunAsync(session => (int)(session.Number(Statements.CountUploadedSince, ("@since", since.ToUnixTimeMilliseconds())) ?? 0));

    public Task<bool> HasPendingAsync() => _thread.RunAsync(session => session.Number(Statements.HasPending) != 0);

    public Task<UploadJob?> ClaimAsync(ClaimRequest request) => _thread.RunAsync(session =>
        SqliteClaim.Pick(session, request) is null
            ? null
            : session.InTransaction(() => SqliteClaim.Pick(session, request) is { } sequence
                ? session.Row(Statements.Claim, SqliteRows.ReadJob, ("@seq", sequence))
                : null));

    public Task<DateTimeOffset?> NextDueAsync(DateTimeOffset now) => _thread.RunAsync<DateTimeOffset?>(
        session => session.Number(Statements.NextDue, ("@now", now.ToUnixTimeMilliseconds())) is { } due ? SqliteRows.Time(due) : null);

    public Task<SaveOutcome> SaveAsync(UploadJob job) => _thread.RunAsync(session =>
    {
        try
        {
            return SqliteRows.Save(session, job) == 1 ? SaveOutcome.Saved : SaveOutcome.Gone;
        }
        catch (Microsoft.Data.Sqlite.SqliteException e) when (e.SqliteErrorCode == SqliteFailure.Constraint)
        {
            return SaveOutcome.LinkTaken;
        }
    });

    public Task<IReadOnlyDictionary<string, long>> ClaimsAsync() => _thread.RunAsync<IReadOnlyDictionary<string, long>>(session => session
        .Rows(Statements.Claims, row => (Id: row.GetString(0), Fence: row.GetInt64(1)))
        .ToDictionary(row => row.Id, row => row.Fence, StringComparer.Ordinal));

    public void StopWaiting() => _thread.StopWaiting();

    public Task<long> RecoverAsync() => _thread.RunAsync(session => session.InTransaction(() =>
    {
        session.Execute(Statements.Recover);
        session.Execute(Statements.WakeAll); // Their waits were counted by a clock that has ended.
        return session.Number(Statements.HighestSequence) ?? 0;
    }));

    public Task<int> RetryAsync(IReadOnlyCollection<string>? ids) => _thread.RunAsync(session => session.InTransaction(() =>
    {
        session.Execute(Statements.WakeAll);
        session.Execute(Statements.CountRetry);
        return ids is null
            ? session.Execute(Statements.RetryAll)
            : ids.Sum(id => session.Execute(Statements.RetryOne, ("@id", id)));
    }));

    public Task<int> ReviveAsync(IReadOnlyCollection<string> ids) => _thread.RunAsync(session => session.InTransaction(
        () => ids.Sum(id => session.Execute(Statements.RetryOne, ("@id", id)))));

    public Task<long> CountRetriesAsync() => _thread.RunAsync(session => session.Number(Statements.ReadRetries) ?? 0);

    public Task<UploadJob?> RemoveAsync(string id, DateTimeOffset at) =>
        _thread.RunAsync(session => session.Row(Statements.Remove, SqliteRows.ReadJob, ("@id", id), ("@at", at.ToUnixTimeMilliseconds())));

    public Task<UploadJob?> ExportAsync(string id, string folder, DateTimeOffset at) => _thread.RunAsync(
        session => session.Row(Statements.Export, SqliteRows.ReadJob, ("@id", id), ("@folder", folder), ("@at", at.ToUnixTimeMilliseconds())));

    public Task<UploadJob?> TakeBackAsync(string id, bool wasImported) => _thread.RunAsync(session => session.InTransaction(() =>
        session.Row(Statements.TakeBack, SqliteRows.ReadJob, ("@id", id), ("@was_imported", wasImported ? 1 : 0))
        ?? session.Row(Statements.UndoRemoval, SqliteRows.ReadJob, ("@id", id))
        ?? session.Row(Statements.Forget, SqliteRows.ReadJob, ("@id", id))));

    public Task NoteExportAsync(string id, string? folder) => _thread.RunAsync(session => session.Execute(Statements.NoteExport, ("@id", id), ("@folder", folder)));

    public Task NoteExportGoneAsync(string id) => _thread.RunAsync(session => session.Execute(Statements.NoteExportGone, ("@id", id)));

    public Task<SendStep> ReachedStepAsync(UploadJob job, UploadUrl link) => _thread.RunAsync(session => (SendStep)(session.Number(
        Statements.ReachedStep, ("@link_key", SqliteRows.LinkKey(link)), ("@sha256", job.Sha256), ("@lane", job.Lane.Key)) ?? (long)SendStep.HaveLink));

    public Task<UploadJob?> RerouteAsync(string id, Lane lane) => _thread.RunAsync(session => session.Row(
        Statements.Reroute, SqliteRows.ReadJob, ("@id", id), ("@lane", lane.Key), ("@link_id", lane.LinkId), ("@album_id", lane.AlbumId)));

    public Task<int> PurgeUploadedAsync(DateTimeOffset before, int keep) =>
        _thread.RunAsync(session => session.Execute(Statements.PurgeUploaded, ("@before", before.ToUnixTimeMilliseconds()), ("@keep", keep)));

    public Task<bool> ChangedByOthersAsync() => _thread.RunAsync(session =>
    {
        var version = session.Number(Statements.DataVersion);
        var changed = _dataVersion is not null && version != _dataVersion;
        _dataVersion = version;
        return changed;
    });

    public Task SaveSenderReportAsync(SenderReport report) => _thread.RunAsync(session => session.Execute(
        Statements.SaveSender,
        ("@connection", report.Connection.ToString()),
        ("@reason", report.Reason),
        ("@until", report.Until?.ToUnixTimeMilliseconds()),
        ("@contact_at", report.LastContact?.ToUnixTimeMilliseconds())));

    public Task<SenderReport?> LoadSenderReportAsync() => _thread.RunAsync(session => session.Row(Statements.LoadSender, SqliteRows.ReadSender));

    public Task<bool> TidyAsync() => _thread.RunAsync(session =>
    {
        // There is always a next time, so pictures need not wait until a reader is gone.
        session.Execute(Statements.DoNotWait);
        var isBusy = session.Number(Statements.Checkpoint) != 0;
        session.Execute(Statements.Wait);
        return !isBusy;
    });

    /// <summary>In one transaction, since the row that was in the way may be removed between the two. What is in the queue counts, not what was to be added.</summary>
    private static (UploadJob? Job, bool Added) AddOrFind(SqliteSession session, UploadJob job)
    {
        var added = SqliteRows.Add(session, job) == 1;
        var found = Find(session, job.Lane, job.Sha256);
        return found is not null || (job.UnlessElsewhere && IsElsewhere(session, job.LinkId, job.Sha256))
            ? (found, added)
            : throw new InvalidOperationException($"The ID {job.Id} belongs to another photo.");
    }

    private static bool IsElsewhere(SqliteSession session, string linkId, string sha256) =>
        session.Number(Statements.IsElsewhere, ("@link_id", linkId), ("@sha256", sha256)) == 1;

    private static UploadJob? Find(SqliteSession session, Lane lane, string sha256) =>
        session.Row(Statements.FindSame, SqliteRows.ReadJob, ("@lane", lane.Key), ("@sha256", sha256))
        ?? session.Row(Statements.FindRemoved, SqliteRows.ReadJob, ("@link_id", lane.LinkId), ("@sha256", sha256));

    public ValueTask DisposeAsync() => _thread.DisposeAsync();
}
