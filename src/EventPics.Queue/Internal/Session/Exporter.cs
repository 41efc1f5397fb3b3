using EventPics.Queue.Internal.Events;
using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Spool;
using Microsoft.Extensions.Logging;

namespace EventPics.Queue.Internal.Session;

/// <summary>Copies photos that are not uploaded to another folder, and records that they are there.</summary>
internal sealed class Exporter(
    IQueueStorage storage, SpoolFolder spool, QueueChanges changes, SenderElection sender, TimeProvider time, ILogger logger, string folder)
{
    private readonly ExportedFiles _files = new(folder);

    /// <summary>Exports a photo. Returns false when it is unknown, uploaded or removed, or its bytes are lost.</summary>
    public async Task<bool> ExportAsync(string id, CancellationToken cancellationToken)
    {
        if (await storage.FindAsync(id).ConfigureAwait(false) is not { State: not (QueuedUploadState.Uploaded or QueuedUploadState.Removed) } job)
        {
            return false;
        }

        await storage.RecordExportAsync(id, folder).ConfigureAwait(false);
        if (!await TryWriteAsync(job, cancellationToken).ConfigureAwait(false))
        {
            Log.NotExported(logger, id, job.FileName, folder);
            return false;
        }

        // The files come first: after a crash in between, the photo may be sent from two places, and is marked so, but never from none.
        if (await storage.ExportAsync(id, folder, time.GetUtcNow()).ConfigureAwait(false) is not { } exported)
        {
            _files.Delete(job); // It was uploaded or removed in the meantime.
            await storage.RecordExportAsync(id, job.ExportedTo).ConfigureAwait(false);
            await storage.RecordExportDeletedAsync(id).ConfigureAwait(false);
            return false;
        }

        if (!ExportedFiles.MayBeUploaded(job))
        {
            _files.MarkMayBeUploaded(exported);
        }

        // Two copies could be imported by two computers.
        if (job is { ExportedTo: { } earlier } && earlier != folder && new ExportedFiles(earlier).TakeBack(job))
        {
            Log.ExportedCopyNotDeleted(logger, id, job.FileName, earlier);
        }

        sender.Worker?.Cancel(id);
        spool.TryWriteSidecar(exported, logger);
        changes.Report(exported, bytesSent: 0);
        sender.Worker?.Wake(); // It may have been the last photo of its destination.
        return true;
    }

    private async Task<bool> TryWriteAsync(QueueJob job, CancellationToken cancellationToken)
    {
        var isWritten = false;
        try
        {
            using var source = spool.TryOpen(job.Id);
            return isWritten = source is not null && _files.Add(job, source, cancellationToken);
        }
        finally
        {
            if (!isWritten)
            {
                await storage.RecordExportAsync(job.Id, job.ExportedTo).ConfigureAwait(false);
            }
        }
    }
}
