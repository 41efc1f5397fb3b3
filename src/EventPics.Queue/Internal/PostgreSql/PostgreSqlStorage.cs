using System.Data.Common;
using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Internal.PostgreSql;

/// <summary>Stores the queue's rows in a PostgreSQL database, for any number of processes that all send.</summary>
internal sealed partial class PostgreSqlStorage : IQueueStorage
{
    // Sorts after every other string.
    private const string EndOfText = "\U0010FFFF";

    // The rows of a page that match are searched for in this many at a time.
    private const int PageBatch = 500;

    private readonly Guid _owner = Guid.NewGuid();
    private readonly Database _database;
    private readonly JobMapper _mapper;
    private readonly TimeSpan _lease;
    private string? _snapshot;

    private PostgreSqlStorage(Database database, TimeProvider time, TimeSpan lease) =>
        (_database, _mapper, _lease, Bytes) = (database, new JobMapper(time), lease, new PhotoBytes(database));

    /// <summary>
    /// How long a claim lasts without being renewed. Far less than the 300 s of an upload URL, so that another sender PUTs to the same one.
    /// </summary>
    public static TimeSpan DefaultLease { get; } = TimeSpan.FromSeconds(30);

    public PhotoBytes Bytes { get; }

    /// <summary>Connects to the database, and creates or migrates the schema. The data source remains the caller's.</summary>
    /// <exception cref="UploadQueueException">The database can't be used, or a newer version migrated it.</exception>
    public static async Task<PostgreSqlStorage> OpenAsync(
        DbDataSource source, TimeProvider time, TimeSpan? lease = null, CancellationToken cancellationToken = default)
    {
        var database = new Database(source);
        await Migrator.MigrateAsync(database, cancellationToken).ConfigureAwait(false);
        return new PostgreSqlStorage(database, time, lease ?? DefaultLease);
    }

    public Task<(QueueJob? Job, bool Added)> AddAsync(QueueJob job, CancellationToken cancellationToken = default) =>
        AddAsync(job, content: null, cancellationToken);

    /// <summary>Adds a job with its bytes, in one transaction. They are read only if the job is added.</summary>
    /// <exception cref="InvalidDataException">The bytes are not those of the job.</exception>
    public async Task<(QueueJob? Job, bool Added)> AddAsync(QueueJob job, Stream? content, CancellationToken cancellationToken)
    {
        try
        {
            return await _database.InTransactionAsync(
                async session =>
                {
                    var (kept, added) = await AddOrFindAsync(session, job).ConfigureAwait(false);
                    if (added && content is not null)
                    {
                        await PhotoBytes.WriteAsync(session, job, content, cancellationToken).ConfigureAwait(false);
                    }

                    return (kept, added);
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (UploadQueueException e) when (DatabaseErrors.IsUniqueViolation(e))
        {
            throw await IsUploadUrlInUseAsync(job).ConfigureAwait(false)
                ? new UploadUrlInUseException()
                : new InvalidOperationException($"The ID {job.Id} belongs to another photo.", e);
        }
    }

    public Task<QueueJob?> FindAsync(string id) => _database.RunAsync(session => FindByIdAsync(session, id));

    public Task<QueueJob?> FindAsync(Destination destination, string sha256, CancellationToken cancellationToken = default) =>
        _database.RunAsync(session => FindSameAsync(session, destination, sha256), cancellationToken);

    public Task<bool> IsElsewhereAsync(string linkId, string sha256, CancellationToken cancellationToken = default) => _database.RunAsync(
        session => session.ValueAsync<bool>(Sql.IsElsewhere, ("link_id", linkId), ("sha256", sha256)), cancellationToken);

    public Task<IReadOnlyList<QueueJob>> FindAllAsync(string sha256) => JobsAsync(Sql.FindByHash, ("sha256", sha256));

    public Task<IReadOnlyList<QueueJob>> FindByPrefixAsync(string prefix, int limit) =>
        JobsAsync(Sql.FindByPrefix, ("from", prefix), ("to", prefix + EndOfText), ("limit", limit));

    public Task<bool> IsUploadUrlInUseAsync(QueueJob job) =>
        _database.RunAsync(session => IsUploadUrlInUseAsync(session, job, job.UploadUrl));

    public Task<UploadPhase> GetReachedPhaseAsync(QueueJob job, UploadUrl url) => _database.RunAsync(async session =>
        (UploadPhase)(await session.ValueAsync<int?>(
            Sql.ReachedPhase, ("object_key", ObjectKey.GetBytes(url)), ("sha256", job.Sha256), ("destination", job.Destination.Key))
            .ConfigureAwait(false) ?? (int)UploadPhase.HasUrl));

    public Task<IReadOnlyList<QueueJob>> ListAsync(QueuedUploadState? state, int limit) =>
        JobsAsync(state is { } one ? Sql.ListByState[(int)one] : Sql.ListAll, ("limit", limit));

    public Task<IReadOnlyList<QueueJob>> PageAsync(JobFilter filter, long before, int limit) =>
        _database.RunAsync<IReadOnlyList<QueueJob>>(async session =>
        {
            var page = new List<QueueJob>();
            List<QueueJob> batch;
            do
            {
                batch = await session.RowsAsync(
                    filter.State is { } state ? Sql.PageByState[(int)state] : Sql.PageOfAll,
                    _mapper.ReadJob,
                    ("before", before),
                    ("link_id", filter.LinkId),
                    ("album_id", filter.AlbumId),
                    ("limit", PageBatch)).ConfigureAwait(false);
                page.AddRange(batch.Where(filter.Matches).Take(limit - page.Count));
                before = batch.Count == 0 ? before : batch[^1].Sequence;
            }
            while (page.Count < limit && batch.Count == PageBatch);
            return page;
        });

    public Task<QueueCounts> GetCountsAsync() => _database.RunAsync(async session =>
    {
        var rows = await session.RowsAsync(
            Sql.Counts,
            static row => (State: row.GetInt32(0), Photos: row.GetInt32(1), Bytes: row.GetInt64(2), PossibleDuplicates: row.GetInt32(3)))
                .ConfigureAwait(false);
        var counts = rows.ToDictionary(static row => (QueuedUploadState)row.State);
        var oldest = await session.ValueAsync<DateTime?>(Sql.OldestPending).ConfigureAwait(false);
        return new QueueCounts(
            Waiting: PhotosIn(QueuedUploadState.Waiting),
            Sending: PhotosIn(QueuedUploadState.Sending),
            Uploaded: PhotosIn(QueuedUploadState.Uploaded),
            Failed: PhotosIn(QueuedUploadState.Failed),
            Exported: PhotosIn(QueuedUploadState.Exported),
            Removed: PhotosIn(QueuedUploadState.Removed),
            WaitingBytes: counts.GetValueOrDefault(QueuedUploadState.Waiting).Bytes
                + counts.GetValueOrDefault(QueuedUploadState.Sending).Bytes,
            OldestWaiting: ToTime(oldest),
            PossibleDuplicates: counts.GetValueOrDefault(QueuedUploadState.Uploaded).PossibleDuplicates);

        int PhotosIn(QueuedUploadState state) => counts.GetValueOrDefault(state).Photos;
    });

    public Task<int> CountUploadedSinceAsync(DateTimeOffset since) =>
        _database.RunAsync(session => session.ValueAsync<int>(Sql.CountUploadedSince, ("since", since)));

    public Task<bool> HasPendingAsync() => _database.RunAsync(static session => session.ValueAsync<bool>(Sql.HasPending));

    public Task<IReadOnlyCollection<string>> FindPendingDestinationsAsync(string account, IReadOnlyCollection<string> keys) =>
        _database.RunAsync<IReadOnlyCollection<string>>(async session => await session.RowsAsync(
            Sql.PendingDestinations, static row => row.GetString(0), ("account", account), ("destinations", keys.ToArray()))
                .ConfigureAwait(false));

    public Task<string> GetAccountSaltAsync() =>
        _database.RunAsync(static async session => (await session.ValueAsync<string>(Sql.ReadSalt).ConfigureAwait(false))!);

    public Task<IReadOnlyList<string>> ListForeignLinkIdsAsync(string account) => _database.RunAsync<IReadOnlyList<string>>(
        async session => await session.RowsAsync(Sql.ForeignLinkIds, static row => row.GetString(0), ("account", account))
            .ConfigureAwait(false));

    public Task<int> CountForeignAsync(string account) =>
        _database.RunAsync(session => session.ValueAsync<int>(Sql.CountForeign, ("account", account)));

    public Task<DateTimeOffset?> GetOldestPendingAsync(string account) => _database.RunAsync(
        async session => ToTime(await session.ValueAsync<DateTime?>(Sql.OldestPendingOfAccount, ("account", account))
            .ConfigureAwait(false)));

    public Task<long> CountRetriesAsync() => _database.RunAsync(static session => session.ValueAsync<long>(Sql.ReadRetries));

    /// <summary>Whether anything in the database may have changed since the last call, by any process.</summary>
    public Task<bool> HasExternalChangesAsync() => _database.RunAsync(async session =>
    {
        var earlier = _snapshot;
        _snapshot = await session.ValueAsync<string>(Sql.Snapshot).ConfigureAwait(false);
        return earlier is not null && earlier != _snapshot;
    });

    public Task<SenderStatus?> LoadSenderStatusAsync() =>
        _database.RunAsync(static session => session.RowAsync<SenderStatus>(Sql.LoadSenderStatus, JobMapper.ReadSenderStatus));

    public ValueTask DisposeAsync() => default;

    // In one transaction, because a conflicting row could be removed in between. Returns the row in the queue, which may not be the added
    // job.
    private async Task<(QueueJob? Job, bool Added)> AddOrFindAsync(DatabaseSession session, QueueJob job)
    {
        await session.ExecuteAsync(Sql.LockPhoto, ("sha256", job.Sha256)).ConfigureAwait(false);

        // Added before, when the response to the commit was lost; and it may have been moved since.
        if (await FindByIdAsync(session, job.Id).ConfigureAwait(false) is { } earlier && earlier.Sha256 == job.Sha256)
        {
            return (earlier, false);
        }

        if (await IsUploadUrlInUseAsync(session, job, job.UploadUrl).ConfigureAwait(false))
        {
            throw new UploadUrlInUseException();
        }

        var added = await session.ExecuteAsync(Sql.Add, JobMapper.ToAdd(job)).ConfigureAwait(false) == 1;
        return (await FindSameAsync(session, job.Destination, job.Sha256).ConfigureAwait(false), added);
    }

    private Task<QueueJob?> FindByIdAsync(DatabaseSession session, string id) =>
        session.RowAsync<QueueJob>(Sql.FindById, _mapper.ReadJob, ("id", id));

    private async Task<QueueJob?> FindSameAsync(DatabaseSession session, Destination destination, string sha256) =>
        await session.RowAsync<QueueJob>(Sql.FindSame, _mapper.ReadJob, ("destination", destination.Key), ("sha256", sha256))
            .ConfigureAwait(false)
        ?? await session.RowAsync<QueueJob>(Sql.FindRemoved, _mapper.ReadJob, ("link_id", destination.LinkId), ("sha256", sha256))
            .ConfigureAwait(false);

    private static async Task<bool> IsUploadUrlInUseAsync(DatabaseSession session, QueueJob job, UploadUrl? url) =>
        url is not null && await session.ValueAsync<bool>(
            Sql.IsUploadUrlInUse, ("object_key", ObjectKey.GetBytes(url)), ("sha256", job.Sha256), ("destination", job.Destination.Key))
                .ConfigureAwait(false);

    private Task<IReadOnlyList<QueueJob>> JobsAsync(string sql, params (string Name, object? Value)[] parameters) =>
        _database.RunAsync<IReadOnlyList<QueueJob>>(
            async session => await session.RowsAsync(sql, _mapper.ReadJob, parameters).ConfigureAwait(false));

    private Task<QueueJob?> JobAsync(string sql, params (string Name, object? Value)[] parameters) =>
        _database.RunAsync(session => session.RowAsync<QueueJob>(sql, _mapper.ReadJob, parameters));

    private Task<int> ExecuteAsync(string sql, params (string Name, object? Value)[] parameters) =>
        _database.RunAsync(session => session.ExecuteAsync(sql, parameters));

    private static DateTimeOffset? ToTime(DateTime? utc) => utc is { } time ? new DateTimeOffset(time, TimeSpan.Zero) : null;
}
