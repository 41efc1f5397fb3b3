using System.Data.Common;

namespace EventPics.Queue.Internal.PostgreSql;

/// <summary>Runs statements on connections of the pool. None is held for longer than one transaction.</summary>
internal sealed class Database(DbDataSource source)
{
    /// <summary>Runs statements that are each a transaction of their own.</summary>
    /// <exception cref="UploadQueueException">The database can't be used now.</exception>
    public async Task<T> RunAsync<T>(Func<DatabaseSession, Task<T>> action, CancellationToken cancellationToken = default)
    {
        try
        {
            var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                return await action(new DatabaseSession(connection, transaction: null, cancellationToken)).ConfigureAwait(false);
            }
        }
        catch (DbException e)
        {
            throw DatabaseErrors.Explain(e);
        }
    }

    /// <summary>Runs statements in one transaction.</summary>
    /// <exception cref="UploadQueueException">The database can't be used now. When its response to the commit was lost, the transaction may
    /// have been committed.</exception>
    public Task<T> InTransactionAsync<T>(Func<DatabaseSession, Task<T>> action, CancellationToken cancellationToken = default) => RunAsync(
        async session =>
        {
            var transaction = await session.Connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                var result = await action(new DatabaseSession(session.Connection, transaction, cancellationToken)).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                return result;
            }
        },
        cancellationToken);
}
