using Microsoft.Extensions.Logging;

namespace EventPics.Queue.Internal;

/// <summary>Brings rows and files together again after a crash, a power cut or the loss of the database.</summary>
internal sealed class Recovery(IQueueStorage storage, SpoolFolder spool, UploadJournal journal, UploadQueueOptions options, ILogger logger)
{
    /// <summary>Whoever was still writing a file this old is gone.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    /// <summary>Fills an empty database from journal and side-cars.</summary>
    public async Task RebuildAsync()
    {
        var (started, arrived) = journal.Read();
        foreach (var job in arrived.Values)
        {
            await storage.AddAsync(job).ConfigureAwait(false);
        }

        var sideCars = Files(SpoolFolder.SideCarExtension).Select(spool.ReadSideCar).OfType<SideCar>().OrderBy(sideCar => sideCar.EnqueuedAt).ToList();
        var rebuilt = 0;
        foreach (var sideCar in sideCars.Where(sideCar => !arrived.ContainsKey(sideCar.Id)))
        {
            var (_, added) = await storage.AddAsync(sideCar.ToJob(options.LargeFileSize) with { PossibleDuplicate = started.Contains(sideCar.Id) }).ConfigureAwait(false);
            rebuilt += added ? 1 : 0;
        }

        Log.DatabaseRebuilt(logger, rebuilt, arrived.Count);
    }

    /// <summary>Adopts pictures without a row, deletes what was uploaded, and clears away what nobody will finish. Returns how many it adopted.</summary>
    public async Task<int> ReconcileAsync()
    {
        var adopted = 0;
        foreach (var id in Files(SpoolFolder.SideCarExtension))
        {
            adopted += await ReconcileAsync(id).ConfigureAwait(false) ? 1 : 0;
        }

        foreach (var id in Files(SpoolFolder.BytesExtension))
        {
            if (!File.Exists(spool.SideCarPath(id)))
            {
                await ReconcileBytesAsync(id).ConfigureAwait(false);
            }
        }

        foreach (var path in Directory.EnumerateFiles(spool.Folder, "*" + SpoolFolder.UnfinishedExtension).Where(IsAbandoned))
        {
            Disk.DeleteQuietly(path);
        }

        return adopted;
    }

    private async Task<bool> ReconcileAsync(string id)
    {
        var row = await storage.FindAsync(id).ConfigureAwait(false);
        if (row is { State: QueuedUploadState.Uploaded })
        {
            spool.Discard(id);
        }

        if (row is not null || !File.Exists(spool.BytesPath(id)) || spool.ReadSideCar(id) is not { } sideCar)
        {
            return false;
        }

        var (kept, added) = await storage.AddAsync(sideCar.ToJob(options.LargeFileSize)).ConfigureAwait(false);
        if (kept.Id != id)
        {
            spool.Discard(id); // The same picture has another row.
        }

        return added;
    }

    private async Task ReconcileBytesAsync(string id)
    {
        var row = await storage.FindAsync(id).ConfigureAwait(false);
        if (row is { State: QueuedUploadState.Uploaded } || (row is null && IsAbandoned(spool.BytesPath(id))))
        {
            spool.Discard(id);
        }
        else if (row is not null)
        {
            spool.Rewrite(row);
        }
    }

    private IEnumerable<string> Files(string extension) =>
        Directory.EnumerateFiles(spool.Folder, "*" + extension).Where(path => Path.GetExtension(path) == extension).Select(path => Path.GetFileNameWithoutExtension(path)!);

    // By the file system's clock against this computer's: both are the same machine, and an hour is long.
    private bool IsAbandoned(string path) => options.TimeProvider.GetUtcNow() - File.GetLastWriteTimeUtc(path) > Abandoned;
}
