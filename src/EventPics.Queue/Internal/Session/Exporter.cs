using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Spool;

namespace EventPics.Queue.Internal.Session;

/// <summary>Copies photos that are not uploaded to another folder, and remembers that they are there.</summary>
internal sealed class Exporter(QueueSession engine, string folder)
{
    private readonly ExportedFiles _files = new(folder);

    /// <summary>False when there is nothing to export: the photo is unknown, uploaded or removed, or its bytes are lost.</summary>
    public async Task<bool> ExportAsync(string id, CancellationToken cancellationToken)
    {
        if (await engine.Storage.FindAsync(id).ConfigureAwait(false) is not { State: not (QueuedUploadState.Uploaded or QueuedUploadState.Removed) } job)
        {
            return false;
        }

        await engine.Storage.RecordExportAsync(id, folder).ConfigureAwait(false);
        if (!await TryWriteAsync(job, cancellationToken).ConfigureAwait(false))
        {
            Log.NotExported(engine.Logger, id, job.FileName, folder);
            return false;
        }

        // The files first: a crash in between may let the photo be sent from two places, and says so, but never from none.
        if (await engine.Storage.ExportAsync(id, folder, engine.Options.TimeProvider.GetUtcNow()).ConfigureAwait(false) is not { } exported)
        {
            _files.Delete(job); // It was uploaded or removed meanwhile.
            await engine.Storage.RecordExportAsync(id, job.ExportedTo).ConfigureAwait(false);
            await engine.Storage.RecordExportDeletedAsync(id).ConfigureAwait(false);
            return false;
        }

        if (!ExportedFiles.MayBeUploaded(job))
        {
            _files.MarkMayBeUploaded(exported);
        }

        // Two copies could be imported by two computers.
        if (job is { ExportedTo: { } earlier } && earlier != folder && new ExportedFiles(earlier).TakeBack(job))
        {
            Log.ExportedCopyNotDeleted(engine.Logger, id, job.FileName, earlier);
        }

        engine.Worker?.Cancel(id);
        engine.TryWriteSidecar(exported);
        engine.NotifyChanged(exported, 0);
        return true;
    }

    private async Task<bool> TryWriteAsync(QueueJob job, CancellationToken cancellationToken)
    {
        var isWritten = false;
        try
        {
            using var source = engine.Spool.TryOpen(job.Id);
            return isWritten = source is not null && _files.Add(job, source, cancellationToken);
        }
        finally
        {
            if (!isWritten)
            {
                await engine.Storage.RecordExportAsync(job.Id, job.ExportedTo).ConfigureAwait(false);
            }
        }
    }
}
