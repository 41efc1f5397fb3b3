using Microsoft.Data.Sqlite;

namespace EventPics.Queue.Internal.Sqlite;

/// <summary>Opens the database with durable settings, checks it, and migrates it to the current version.</summary>
internal static class SqliteOpener
{
    // Older versions can damage a database that two connections write to (the WAL-reset bug).
    private static readonly Version OldestSafeVersion = new(3, 51, 3);

    public static SqliteSession Open(string path)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 30 };
        SqliteSession? session = null;
        try
        {
            var connection = new SqliteConnection(settings.ConnectionString);
            session = new SqliteSession(connection);
            connection.Open();
            Prepare(session);
            session.UseShortLockTimeout();
            return session;
        }
        catch (Exception e)
        {
            session?.Dispose();
            if (SqliteErrors.IsCorruption(e))
            {
                throw new DamagedDatabaseException(e.Message, e);
            }

            var explained = SqliteErrors.Explain(e);
            if (ReferenceEquals(explained, e))
            {
                throw;
            }

            throw explained;
        }
    }

    private static void Prepare(SqliteSession session)
    {
        CheckLibrary(Version.Parse(session.Text(Sql.LibraryVersion)!));
        session.Execute(Sql.Configure);
        if (session.Text(Sql.SwitchToWal) != "wal")
        {
            throw new UploadQueueException(
                UploadQueueError.StorageFailed,
                "The queue's folder does not support SQLite's write-ahead log. Choose a folder on a local disk.");
        }

        if (session.Text(Sql.QuickCheck) is { } result && result != "ok")
        {
            throw new DamagedDatabaseException(result);
        }

        Migrate(session);
    }

    internal static void CheckLibrary(Version version)
    {
        if (version < OldestSafeVersion)
        {
            throw new UploadQueueException(
                UploadQueueError.SqliteTooOld,
                $"SQLite {version} can damage a database that several programs use. Reference a newer SQLitePCLRaw bundle, with SQLite {OldestSafeVersion} or later.");
        }
    }

    private static void Migrate(SqliteSession session)
    {
        if (session.Number(Sql.ReadSchemaVersion) == Schema.Version && session.Number(Sql.ReadApplicationId) == Schema.ApplicationId)
        {
            return;
        }

        session.InTransaction(() =>
        {
            var version = session.Number(Sql.ReadSchemaVersion) ?? 0;
            if (session.Number(Sql.CountTables) > 0 && session.Number(Sql.ReadApplicationId) != Schema.ApplicationId)
            {
                throw new DamagedDatabaseException("It is the database of another program.");
            }

            if (version > Schema.Version)
            {
                throw new UploadQueueException(
                    UploadQueueError.NewerVersion,
                    $"A newer version of this program wrote the queue (schema {version}, this version supports {Schema.Version}). Update this program; queued photos are safe.");
            }

            for (var from = (int)version; from < Schema.Version; from++)
            {
                session.Execute(Schema.Migrations[from]);
            }

            return session.Execute($"PRAGMA application_id={Schema.ApplicationId}; PRAGMA user_version={Schema.Version}");
        });
    }
}
