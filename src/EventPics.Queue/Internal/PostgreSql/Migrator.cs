using System.Globalization;

namespace EventPics.Queue.Internal.PostgreSql;

/// <summary>
/// Creates the schema, or migrates it to this version. Each migration is a transaction; replicas that start together do it one after
/// another.
/// </summary>
internal static class Migrator
{
    // The first whose pg_walfile_name, gen_random_uuid and SKIP LOCKED are all there without an extension.
    private const int OldestServer = 130_000;

    private const string CreateVersion = """
        CREATE SCHEMA IF NOT EXISTS eventpics;
        CREATE TABLE IF NOT EXISTS eventpics.schema_version(
          one boolean PRIMARY KEY DEFAULT true CHECK(one), version integer NOT NULL, oldest_reader integer NOT NULL);
        INSERT INTO eventpics.schema_version(version, oldest_reader) VALUES(0, 0) ON CONFLICT DO NOTHING
        """;

    private const string ReadVersion = "SELECT version, oldest_reader FROM eventpics.schema_version";

    /// <exception cref="UploadQueueException">The server is too old, a newer version of this library migrated it, or the user may
    /// not.</exception>
    public static async Task MigrateAsync(Database database, CancellationToken cancellationToken)
    {
        await database.RunAsync(RequireServerAsync, cancellationToken).ConfigureAwait(false);
        while (!await database.InTransactionAsync(MigrateOnceAsync, cancellationToken).ConfigureAwait(false))
        {
        }
    }

    private static async Task<bool> RequireServerAsync(DatabaseSession session)
    {
        var version = await session.ValueAsync<string>("SHOW server_version_num").ConfigureAwait(false);
        return int.Parse(version!, CultureInfo.InvariantCulture) >= OldestServer
            ? true
            : throw new UploadQueueException(UploadQueueError.StorageFailed, "The upload queue needs PostgreSQL 13 or newer. Upgrade the database server.");
    }

    // Returns whether nothing was left to do.
    private static async Task<bool> MigrateOnceAsync(DatabaseSession session)
    {
        await session.ExecuteAsync("SELECT pg_advisory_xact_lock(@key)", ("key", Schema.MigrationLock)).ConfigureAwait(false);
        var exists = await session.ValueAsync<bool>("SELECT to_regclass('eventpics.schema_version') IS NOT NULL").ConfigureAwait(false);
        if (!exists)
        {
            await session.ExecuteAsync(CreateVersion).ConfigureAwait(false);
        }

        var (version, oldestReader) = await session.RowAsync(ReadVersion, static row => (row.GetInt32(0), row.GetInt32(1)))
            .ConfigureAwait(false);
        if (oldestReader > Schema.Version)
        {
            throw new UploadQueueException(
                UploadQueueError.NewerVersion,
                $"The upload queue's database was migrated to version {version} by a newer program, and this one only knows version {Schema.Version}. Update this program.");
        }

        if (version >= Schema.Version)
        {
            return true;
        }

        await session.ExecuteAsync(Schema.Migrations[version]).ConfigureAwait(false);

        // Until a migration removes what older programs need, they may go on.
        await session.ExecuteAsync(
            "UPDATE eventpics.schema_version SET version = @version, oldest_reader = greatest(oldest_reader, 1)", ("version", version + 1)).ConfigureAwait(false);
        return false;
    }
}
