using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Internal.PostgreSql;

/// <content>Changes that people make, and the removal of old rows.</content>
internal sealed partial class PostgreSqlStorage
{
    private const int PurgeBatch = 1000;

    public Task RecordSourceAsync(string id, string sourcePath, DateTimeOffset modifiedAt) =>
        ExecuteAsync(Sql.RecordSource, ("id", id), ("source_path", sourcePath), ("source_modified_at", modifiedAt.UtcTicks));

    public Task MarkPossibleDuplicateAsync(string id) => ExecuteAsync(Sql.MarkPossibleDuplicate, ("id", id));

    public async Task<QueueJob?> ContinueAsync(string id, UploadUrl url, UploadPhase phase)
    {
        try
        {
            return await _database.InTransactionAsync(async session =>
            {
                if (await FindByIdAsync(session, id).ConfigureAwait(false) is { } job &&
                    await IsUploadUrlInUseAsync(session, job, url).ConfigureAwait(false))
                {
                    throw new UploadUrlInUseException();
                }

                await session.ExecuteAsync(
                    Sql.Continue,
                    ("id", id),
                    ("phase", (int)phase),
                    ("upload_url", url.Url.AbsoluteUri),
                    ("object_key", ObjectKey.GetBytes(url)),
                    ("upload_url_expires_at", url.ExpiresAt)).ConfigureAwait(false);
                await session.ExecuteAsync(Sql.MarkUnlessAtUrl, ("id", id), ("object_key", ObjectKey.GetBytes(url)), ("phase", (int)phase))
                    .ConfigureAwait(false);
                return await FindByIdAsync(session, id).ConfigureAwait(false);
            }).ConfigureAwait(false);
        }
        catch (UploadQueueException e) when (DatabaseErrors.IsUniqueViolation(e))
        {
            throw new UploadUrlInUseException(); // Taken a moment ago.
        }
    }

    public Task<int> RetryAsync(IReadOnlyCollection<string>? ids) => _database.InTransactionAsync(async session =>
    {
        await session.ExecuteAsync(Sql.CountRetry).ConfigureAwait(false);
        await session.ExecuteAsync(Sql.MakeAllDue).ConfigureAwait(false);
        return ids is null
            ? await session.ExecuteAsync(Sql.RetryAll).ConfigureAwait(false)
            : await session.ExecuteAsync(Sql.Retry, ("ids", ids.ToArray())).ConfigureAwait(false);
    });

    public Task<int> RequeueAsync(IReadOnlyCollection<string> ids) => ExecuteAsync(Sql.Retry, ("ids", ids.ToArray()));

    public Task<QueueJob?> RemoveAsync(string id, DateTimeOffset at) => JobAsync(Sql.Remove, ("id", id), ("at", at));

    public Task<QueueJob?> ExportAsync(string id, string folder, DateTimeOffset at) =>
        JobAsync(Sql.Export, ("id", id), ("folder", folder), ("at", at));

    public Task<QueueJob?> TakeBackAsync(string id, bool wasImported) => _database.InTransactionAsync(async session =>
        await session.RowAsync<QueueJob>(Sql.TakeBack, _mapper.ReadJob, ("id", id), ("was_imported", wasImported)).ConfigureAwait(false)
        ?? await session.RowAsync<QueueJob>(Sql.UndoRemoval, _mapper.ReadJob, ("id", id)).ConfigureAwait(false)
        ?? await session.RowAsync<QueueJob>(Sql.Forget, _mapper.ReadJob, ("id", id)).ConfigureAwait(false));

    public Task RecordExportAsync(string id, string? folder) => ExecuteAsync(Sql.RecordExport, ("id", id), ("folder", folder));

    public Task RecordExportDeletedAsync(string id) => ExecuteAsync(Sql.RecordExportDeleted, ("id", id));

    public async Task<QueueJob?> RerouteAsync(string id, Destination destination, string account)
    {
        try
        {
            return await JobAsync(
                Sql.Reroute,
                ("id", id),
                ("destination", destination.Key),
                ("link_id", destination.LinkId),
                ("album_id", destination.AlbumId),
                ("account", account)).ConfigureAwait(false);
        }
        catch (UploadQueueException e) when (DatabaseErrors.IsUniqueViolation(e))
        {
            return null;
        }
    }

    public Task<int> RenewAccountAsync(string account) => _database.InTransactionAsync(async session =>
    {
        var renewed = 0;
        foreach (var prefix in Account.FormerPrefixesOf(account))
        {
            renewed += await session.ExecuteAsync(
                Sql.RenewAccount, ("account", account), ("from", prefix), ("to", prefix + EndOfText)).ConfigureAwait(false);
        }

        return renewed;
    });

    public Task<int> TakeOverAsync(string account, IReadOnlyCollection<string> linkIds) => _database.InTransactionAsync(async session =>
    {
        var ids = linkIds.ToArray();
        await session.ExecuteAsync(
            Sql.DropUrlsOfOtherService, ("account", account), ("service", Account.ServiceOf(account)), ("link_ids", ids))
                .ConfigureAwait(false);
        return await session.ExecuteAsync(Sql.TakeOver, ("account", account), ("link_ids", ids)).ConfigureAwait(false);
    });

    public Task TakeOverAsync(string account, string id) => _database.InTransactionAsync(async session =>
    {
        var service = Account.ServiceOf(account);
        await session.ExecuteAsync(Sql.DropUrlOfOtherService, ("account", account), ("service", service), ("id", id)).ConfigureAwait(false);
        return await session.ExecuteAsync(Sql.TakeOverOne, ("account", account), ("service", service), ("id", id)).ConfigureAwait(false);
    });

    public Task<IReadOnlyList<QueueJob>> AdoptAsync(string account) => JobsAsync(Sql.Adopt, ("account", account));

    public async Task<int> PurgeUploadedAsync(DateTimeOffset before, int keep)
    {
        await ExecuteAsync(Sql.ForgetSenders).ConfigureAwait(false);
        var (purged, batch) = (0, PurgeBatch);
        while (batch == PurgeBatch)
        {
            batch = await ExecuteAsync(Sql.PurgeUploaded, ("before", before), ("keep", (long)keep)).ConfigureAwait(false);
            purged += batch;
        }

        return purged;
    }
}
