using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Spool;

namespace EventPics.Queue.Internal.Session;

/// <summary>Removes photos, sends them elsewhere, and takes back what was removed or exported.</summary>
internal sealed class JobEditor(QueueSession engine)
{
    public async Task<bool> RemoveAsync(string id)
    {
        if (await engine.Storage.FindAsync(id).ConfigureAwait(false) is not { State: not QueuedUploadState.Removed } job)
        {
            return false;
        }

        // Remembered beside the database first: should that one be lost, the photo must not come back from its sidecar.
        var now = engine.Options.TimeProvider.GetUtcNow();
        await engine.Removals.RecordRemovalAsync(job, now).ConfigureAwait(false);
        var removed = await engine.Storage.RemoveAsync(id, now).ConfigureAwait(false);
        engine.Worker?.Cancel(id);
        engine.Spool.Discard(id);
        if (removed is not null && (removed.ExportedTo ?? job.ExportedTo) is { } folder)
        {
            await RemoveExportedFilesAsync(folder, removed, now).ConfigureAwait(false); // Perhaps exported a moment ago, or killed while it was.
        }

        engine.NotifyManyChangedAndRetry();
        return removed is not null;
    }

    /// <summary>Whether the drive still has it decides what undoing the removal means.</summary>
    private async Task RemoveExportedFilesAsync(string folder, QueueJob removed, DateTimeOffset at)
    {
        var isLeft = new ExportedFiles(folder).TakeBack(removed);
        if (isLeft)
        {
            Log.ExportedCopyNotDeleted(engine.Logger, removed.Id, removed.FileName, folder);
        }
        else
        {
            await engine.Storage.RecordExportDeletedAsync(removed.Id).ConfigureAwait(false);
        }

        await engine.Removals.RecordRemovalAsync(isLeft ? removed : removed with { ExportedTo = null }, at).ConfigureAwait(false);
    }

    public async Task<bool> RerouteAsync(string id, Destination lane)
    {
        if (await engine.Storage.RerouteAsync(id, lane).ConfigureAwait(false) is not { } moved)
        {
            return false;
        }

        engine.Worker?.Cancel(id);
        engine.TryWriteSidecar(moved);
        engine.NotifyChanged(moved, 0);
        engine.Worker?.Wake();
        return true;
    }

    /// <summary>All that is not uploaded, or those named.</summary>
    public async Task<int> RerouteAsync(IReadOnlyCollection<string>? ids, Destination lane, CancellationToken cancellationToken)
    {
        ids ??= [
            .. await ListIdsAsync(QueuedUploadState.Waiting).ConfigureAwait(false),
            .. await ListIdsAsync(QueuedUploadState.Sending).ConfigureAwait(false),
            .. await ListIdsAsync(QueuedUploadState.Failed).ConfigureAwait(false)];
        var moved = 0;
        foreach (var id in ids)
        {
            cancellationToken.ThrowIfCancellationRequested();
            moved += await RerouteAsync(id, lane).ConfigureAwait(false) ? 1 : 0;
        }

        return moved;
    }

    public async Task<bool> TakeBackAsync(string id)
    {
        switch (await engine.Storage.FindAsync(id).ConfigureAwait(false))
        {
            case { State: QueuedUploadState.Exported, ExportedTo: { } folder } exported:
                var wasImported = new ExportedFiles(folder).TakeBack(exported);
                if (await engine.Storage.TakeBackAsync(id, wasImported).ConfigureAwait(false) is not { State: QueuedUploadState.Waiting } waiting)
                {
                    return false;
                }

                engine.TryWriteSidecar(waiting);
                engine.NotifyChanged(waiting, 0);
                engine.Worker?.Wake();
                return true;

            case { State: QueuedUploadState.Removed }:
                // In this order a crash leaves it removed, and never enqueued again under a memory that it must not be.
                await engine.Removals.RecordTakeBackAsync(id).ConfigureAwait(false);
                var undone = await engine.Storage.TakeBackAsync(id, wasImported: false).ConfigureAwait(false);
                engine.NotifyManyChangedAndRetry();
                return undone is not null;

            default:
                return false;
        }
    }

    private async Task<IEnumerable<string>> ListIdsAsync(QueuedUploadState state) =>
        (await engine.Storage.ListAsync(state, int.MaxValue).ConfigureAwait(false)).Select(static job => job.Id);
}
