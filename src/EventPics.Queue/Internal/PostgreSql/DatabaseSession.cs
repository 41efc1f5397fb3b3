using System.Data.Common;

namespace EventPics.Queue.Internal.PostgreSql;

/// <summary>Executes statements on one connection.</summary>
internal sealed class DatabaseSession(DbConnection connection, DbTransaction? transaction, CancellationToken cancellationToken)
{
    public DbConnection Connection { get; } = connection;

    public async Task<int> ExecuteAsync(string sql, params (string Name, object? Value)[] parameters)
    {
        var command = Create(sql, parameters);
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Gets the first column of the first row; the default without a row, or for a null.</summary>
    public Task<T?> ValueAsync<T>(string sql, params (string Name, object? Value)[] parameters) =>
        RowAsync(sql, static row => row.IsDBNull(0) ? default : row.GetFieldValue<T>(0), parameters);

    public async Task<T?> RowAsync<T>(string sql, Func<DbDataReader, T> read, params (string Name, object? Value)[] parameters) =>
        await RowsAsync(sql, read, parameters).ConfigureAwait(false) is [var first, ..] ? first : default;

    public async Task<List<T>> RowsAsync<T>(string sql, Func<DbDataReader, T> read, params (string Name, object? Value)[] parameters)
    {
        var rows = new List<T>();
        var command = Create(sql, parameters);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add(read(reader));
                }
            }
        }

        return rows;
    }

    private DbCommand Create(string sql, (string Name, object? Value)[] parameters)
    {
        var command = Connection.CreateCommand();
#pragma warning disable CA2100 // The queue's own statements.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Transaction = transaction;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value switch
            {
                null => DBNull.Value,
                string text => text.Replace('\0', '\uFFFD'), // PostgreSQL's text can't contain it, and a server's response may.
                DateTimeOffset time => time.UtcDateTime,
                _ => value,
            };
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
