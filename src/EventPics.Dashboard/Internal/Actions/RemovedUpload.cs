using EventPics.Queue;

namespace EventPics.Dashboard.Internal.Actions;

/// <summary>A photo that was just removed, with its bytes, which are open and so still readable.</summary>
internal sealed record RemovedUpload(QueuedUpload Upload, Stream Bytes) : IDisposable
{
    /// <summary>Enqueues it again, if the program ends meanwhile at its next start.</summary>
    public async Task RestoreAsync(UploadQueue queue)
    {
        var journal = new UndoJournal(queue);
        await journal.WriteAsync(this).ConfigureAwait(false);
        await EnqueueAsync(queue).ConfigureAwait(false);
        journal.Delete(Upload.Id);
    }

    /// <summary>
    /// Enqueues it again, unless the queue has it again or a person has removed it again. From its source file, if that is unchanged, so
    /// that a hot folder still recognizes it.
    /// </summary>
    public async Task EnqueueAsync(UploadQueue queue)
    {
        if (await queue.FindAsync(Upload.Id).ConfigureAwait(false) is { } known)
        {
            if (known.State != QueuedUploadState.Removed || known.WithdrawnAt != Upload.WithdrawnAt)
            {
                return;
            }

            await queue.TakeBackAsync([Upload.Id]).ConfigureAwait(false);
        }

        if (!await TryEnqueueSourceAsync(queue).ConfigureAwait(false))
        {
            await queue.EnqueueAsync(CreateRequest(UploadContent.FromStream(Bytes, Upload.ContentType))).ConfigureAwait(false);
        }
    }

    public void Dispose() => Bytes.Dispose();

    private async Task<bool> TryEnqueueSourceAsync(UploadQueue queue)
    {
        if (Upload.SourcePath is not { } path)
        {
            return false;
        }

        try
        {
            var request = CreateRequest(UploadContent.FromFile(path, Upload.ContentType));
            await queue.EnqueueAsync(request, Upload.Sha256).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException
            && e is not UploadQueueException)
        {
            return false; // The file was moved, changed or emptied since.
        }
    }

    private UploadRequest CreateRequest(UploadContent content) =>
        new(Upload.LinkId, Upload.FileName, content) { AlbumId = Upload.AlbumId, TakenAt = Upload.TakenAt };
}
