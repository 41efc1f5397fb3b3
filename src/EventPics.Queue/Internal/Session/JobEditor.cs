using EventPics.Queue.Internal.Events;
using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Recovery;
using EventPics.Queue.Internal.Spool;
using Microsoft.Extensions.Logging;

namespace EventPics.Queue.Internal.Session;

/// <summary>Retries, removes and reroutes photos, and takes back removals and exports.</summary>
internal sealed class JobEditor(
    IQueueStorage storage, SpoolFolder spool, RemovalLog removals, QueueChanges changes, SenderElection sender, TimeProvider time, ILogger logger)
{
    /// <summary>Retries failed jobs, and immediately everything else. Returns how many had failed.</summary>
    /// <param name="ids">The failed jobs; null for all.</param>
    public async Task<int> RetryAsync(IReadOnlyCollection<string>? ids)
    {
        var count = await storage.RetryAsync(ids).ConfigureAwait(false);
        ReportAllAndRetry();
        return count;
    }

    public async Task<bool> RemoveAsync(string id)
    {
        if (await storage.FindAsync(id).ConfigureAwait(false) is not { State: not QueuedUploadState.Removed } job)
        {
            return false;
        }

        // The log comes first: if the database is lost, the photo must not come back from its sidecar file.
        var now = time.GetUtcNow();
        await removals.RecordRemovalAsync(job, now).ConfigureAwait(false);
        var removed = await storage.RemoveAsync(id, now).ConfigureAwait(false);
        sender.Worker?.Cancel(id);
        spool.Discard(id);
        if (removed is not null && (removed.ExportedTo ?? job.ExportedTo) is { } folder)
        {
            await RemoveExportedFilesAsync(folder, removed, now).ConfigureAwait(false); // Exported a moment ago, or the export was killed.
        }

        ReportAllAndRetry();
        return removed is not null;
    }

    // What undoing the removal means depends on whether the exported files still exist.
    private async Task RemoveExportedFilesAsync(string folder, QueueJob removed, DateTimeOffset at)
    {
        var isLeft = new ExportedFiles(folder).TakeBack(removed);
        if (isLeft)
        {
            Log.ExportedCopyNotDeleted(logger, removed.Id, removed.FileName, folder);
        }
        else
        {
            await storage.RecordExportDeletedAsync(removed.Id).ConfigureAwait(false);
        }

        await removals.RecordRemovalAsync(isLeft ? removed : removed with { ExportedTo = null }, at).ConfigureAwait(false);
    }

    public async Task<bool> RerouteAsync(string id, Destination destination)
    {
        // Without a sender, the next one decides: the key of the last one may not be that of the new event.
        var account = await sender.GetAdoptingAccountAsync().ConfigureAwait(false) ?? Account.None;
        if (await storage.RerouteAsync(id, destination, account).ConfigureAwait(false) is not { } moved)
        {
            return false;
        }

        sender.Worker?.Cancel(id);
        ReportWaiting(moved);
        return true;
    }

    /// <summary>Gives all photos of other accounts to the current one. Returns how many there were.</summary>
    public async Task<int> AdoptAsync()
    {
        var account = await sender.GetAdoptingAccountAsync().ConfigureAwait(false)
            ?? throw new InvalidOperationException("No API key is known that could adopt the photos. Open the queue with a client, or start the program that sends.");
        var adopted = await storage.AdoptAsync(account).ConfigureAwait(false);
        foreach (var job in adopted)
        {
            spool.TryWriteSidecar(job, logger); // So that it need not be adopted again if the database is lost.
        }

        ReportAllAndRetry();
        return adopted.Count;
    }

    public async Task<bool> TakeBackAsync(string id)
    {
        switch (await storage.FindAsync(id).ConfigureAwait(false))
        {
            case { State: QueuedUploadState.Exported, ExportedTo: { } folder } exported:
                var wasImported = new ExportedFiles(folder).TakeBack(exported);
                if (await storage.TakeBackAsync(id, wasImported).ConfigureAwait(false) is not { State: QueuedUploadState.Waiting } waiting)
                {
                    return false;
                }

                ReportWaiting(waiting);
                return true;

            case { State: QueuedUploadState.Removed }:
                // In this order a crash leaves the photo removed, and never enqueued again while the log still lists it as removed.
                await removals.RecordTakeBackAsync(id).ConfigureAwait(false);
                var undone = await storage.TakeBackAsync(id, wasImported: false).ConfigureAwait(false);
                ReportAllAndRetry();
                return undone is not null;

            default:
                return false;
        }
    }

    private void ReportWaiting(QueueJob job)
    {
        spool.TryWriteSidecar(job, logger);
        changes.Report(job, bytesSent: 0);
        sender.Worker?.Wake();
    }

    private void ReportAllAndRetry()
    {
        sender.Worker?.RetryNow(networkOnly: false);
        changes.ReportAll();
    }
}
