using System.Globalization;
using Microsoft.Data.Sqlite;

namespace EventPics.Queue.Internal.Sqlite;

/// <summary>One connection and its prepared statements. Used by one thread only.</summary>
internal sealed class SqliteSession(SqliteConnection connection) : IDisposable
{
    // The library's unit is seconds.
    private const int ShortTimeoutSeconds = 1;

    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    /// <summary>
    /// From now on, a statement fails about a second after it finds the database locked by another program; the caller retries it.
    /// </summary>
    public void UseShortLockTimeout()
    {
        connection.DefaultTimeout = ShortTimeoutSeconds;
        foreach (var command in _commands.Values)
        {
            command.CommandTimeout = ShortTimeoutSeconds;
        }
    }

    /// <summary>Acquires the write lock at the start, because a transaction that acquires it later can fail immediately.</summary>
    public T InTransaction<T>(Func<T> work)
    {
        Execute(Sql.Begin);
        try
        {
            var result = work();
            Execute(Sql.Commit);
            return result;
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    public int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Prepare(sql, parameters).ExecuteNonQuery();

    public long? Number(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Prepare(sql, parameters).ExecuteScalar() is { } value and not DBNull ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : null;

    public string? Text(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters) =>
        Prepare(sql, parameters).ExecuteScalar() as string;

    public List<T> Rows<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        List<T> rows = [];
        using var reader = Prepare(sql, parameters).ExecuteReader();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>Reads rows until enough of them match.</summary>
    public List<T> RowsWhere<T>(
        string sql, Func<SqliteDataReader, T> read, Func<T, bool> matches, int limit,
        params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        List<T> rows = [];
        using var reader = Prepare(sql, parameters).ExecuteReader();
        while (rows.Count < limit && reader.Read())
        {
            if (read(reader) is var row && matches(row))
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    public T? Row<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object? Value)> parameters)
        where T : class
    {
        using var reader = Prepare(sql, parameters).ExecuteReader();
        return reader.Read() ? read(reader) : null;
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        connection.Dispose();
    }

    private void RollBack()
    {
        try
        {
            Execute(Sql.RollBack);
        }
        catch (SqliteException)
        {
            // After some errors, such as a full disk, SQLite has rolled back already.
        }
    }

    private SqliteCommand Prepare(string sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, _) in parameters)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = name });
            }

            _commands.Add(sql, command);
        }

        foreach (var (name, value) in parameters)
        {
            command.Parameters[name].Value = value ?? DBNull.Value;
        }

        return command;
    }
}
