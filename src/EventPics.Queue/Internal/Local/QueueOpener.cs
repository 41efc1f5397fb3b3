using System.Globalization;
using EventPics.Queue.Internal.Disk;
using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Recovery;
using EventPics.Queue.Internal.Spool;
using EventPics.Queue.Internal.Sqlite;
using Microsoft.Extensions.Logging;

namespace EventPics.Queue.Internal.Local;

/// <summary>Opens the queue's folder, one process at a time, because a damaged database is replaced and rebuilt.</summary>
internal sealed class QueueOpener(
    QueuePaths paths, SpoolFolder spool, UploadJournal journal, RemovalLog removals, UploadQueueOptions options, ILogger logger)
{
    private static readonly TimeSpan LockRetryInterval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LockTimeout = TimeSpan.FromSeconds(30);

    public async Task<ILocalQueueStorage> OpenAsync(CancellationToken cancellationToken)
    {
        await Task.Run(() => QueueFolderGuard.Prepare(paths), cancellationToken).ConfigureAwait(false);
        using var openLock = await LockAsync(cancellationToken).ConfigureAwait(false);
        var storage = await Task.Run(OpenOrReplace, cancellationToken).ConfigureAwait(false);
        try
        {
            if (await storage.NeedsRebuildAsync().ConfigureAwait(false))
            {
                await new QueueRecovery(storage, spool, journal, removals, options, logger).RebuildAsync().ConfigureAwait(false);
            }

            return storage;
        }
        catch
        {
            await storage.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<LockFile> LockAsync(CancellationToken cancellationToken)
    {
        var began = options.TimeProvider.GetTimestamp();
        while (true)
        {
            if (LockFile.TryAcquire(paths.OpenLock) is { } taken)
            {
                return taken;
            }

            if (options.TimeProvider.GetElapsedTime(began) > LockTimeout)
            {
                throw new UploadQueueException(
                    UploadQueueError.StorageFailed,
                    "Another program is opening or repairing the queue and has not finished. Try again when it has.");
            }

            await Task.Delay(LockRetryInterval, options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    private SqliteStorage OpenOrReplace()
    {
        try
        {
            return Open();
        }
        catch (DamagedDatabaseException damage)
        {
            var stamp = options.TimeProvider.GetUtcNow().ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture);
            var aside = $"{paths.Database}.damaged-{stamp}";
            foreach (var suffix in (string[])["", "-wal", "-shm"])
            {
                if (File.Exists(paths.Database + suffix))
                {
                    File.Move(paths.Database + suffix, aside + suffix);
                }
            }

            Log.DatabaseMovedAside(logger, damage.Message, aside);
            return Open();
        }
    }

    private SqliteStorage Open()
    {
        if (!File.Exists(paths.Database))
        {
            // SQLite gives its other files the permissions of this one. The logs of an older database must not be read into the new one.
            DurableFile.TryDelete(paths.Database + "-wal");
            DurableFile.TryDelete(paths.Database + "-shm");
            DurableFile.CreateFile(paths.Database).Dispose();
        }

        return SqliteStorage.Open(paths.Database);
    }
}
