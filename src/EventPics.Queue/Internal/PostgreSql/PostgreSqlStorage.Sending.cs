using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Internal.PostgreSql;

/// <content>Claims, leases and saves.</content>
internal sealed partial class PostgreSqlStorage
{
    public async Task<QueueJob?> ClaimAsync(ClaimRequest request) => await _database.RunAsync(async session =>
    {
        if (request.Avoid.Count > 0 &&
            await ClaimAsync(session, request.OnlyWithUrl ? Sql.ClaimNotAvoidedWithUrl : Sql.ClaimNotAvoided, request)
                .ConfigureAwait(false) is { } other)
        {
            return other;
        }

        // A job whose upload may have arrived has its upload URL, so blocked destinations don't matter: it should be sent before the URL
        // expires.
        return await ClaimAsync(session, Sql.ClaimUnclear, request).ConfigureAwait(false)
            ?? await ClaimAsync(
                session,
                (request.Oldest, request.OnlyWithUrl) switch
                {
                    (true, true) => Sql.ClaimOldestWithUrl,
                    (true, false) => Sql.ClaimOldest,
                    (false, true) => Sql.ClaimNewestWithUrl,
                    (false, false) => Sql.ClaimNewest,
                },
                request).ConfigureAwait(false);
    }).ConfigureAwait(false);

    public Task<DateTimeOffset?> NextDueAsync(DateTimeOffset now) => _database.RunAsync<DateTimeOffset?>(
        async session => await session.ValueAsync<double?>(Sql.NextDue).ConfigureAwait(false) is { } seconds
            ? _mapper.After(seconds)
            : null);

    /// <summary>
    /// Saves a claimed job. It may be repeated after a failure: a result that was saved, although the response to its commit was lost, is
    /// not saved again.
    /// </summary>
    public async Task<SaveResult> SaveAsync(QueueJob job)
    {
        try
        {
            return await _database.RunAsync(async session =>
                await session.ExecuteAsync(Sql.Save, _mapper.ToSave(job, _owner, _lease)).ConfigureAwait(false) == 1
                || await session.ValueAsync<bool>(Sql.IsSaved, ("id", job.Id), ("fence", job.Fence), ("state", (int)job.State))
                    .ConfigureAwait(false)
                    ? SaveResult.Saved
                    : SaveResult.ClaimLost).ConfigureAwait(false);
        }
        catch (UploadQueueException e) when (DatabaseErrors.IsUniqueViolation(e))
        {
            return SaveResult.UploadUrlInUse;
        }
    }

    public Task<IReadOnlyDictionary<string, long>> RenewClaimsAsync(IReadOnlyCollection<string> ids) =>
        _database.RunAsync<IReadOnlyDictionary<string, long>>(async session =>
        {
            var rows = await session.RowsAsync(
                Sql.RenewClaims,
                static row => (Id: row.GetString(0), Fence: row.GetInt64(1)),
                ("owner", _owner),
                ("lease", _lease),
                ("ids", ids.ToArray())).ConfigureAwait(false);
            return rows.ToDictionary(static row => row.Id, static row => row.Fence, StringComparer.Ordinal);
        });

    /// <summary>
    /// Releases the claims whose lease has expired. After a restore or a failover, nothing is claimed or released until one and a half
    /// leases later, so that senders can save their results again. Returns the highest sequence number.
    /// </summary>
    public Task<long> RecoverAsync() => _database.RunAsync(async session =>
    {
        await session.ExecuteAsync(Sql.RecordTimeline, ("delay", _lease * 1.5)).ConfigureAwait(false);
        await session.ExecuteAsync(Sql.RecoverExpired).ConfigureAwait(false);
        return await session.ValueAsync<long>(Sql.HighestSequence).ConfigureAwait(false);
    });

    public Task SaveSenderStatusAsync(SenderStatus status) => ExecuteAsync(
        Sql.SaveSenderStatus,
        ("owner", _owner),
        ("health", status.Health.ToString()),
        ("reason", status.Reason),
        ("until", status.Until),
        ("contact_at", status.LastContact),
        ("account", status.Account));

    private Task<QueueJob?> ClaimAsync(DatabaseSession session, string sql, ClaimRequest request) => session.RowAsync<QueueJob>(
        sql,
        _mapper.ReadJob,
        ("account", request.Account),
        ("is_large", request.Large),
        ("blocked", request.BlockedDestinations.ToArray()),
        ("avoid", request.Avoid.ToArray()),
        ("owner", _owner),
        ("lease", _lease));
}
