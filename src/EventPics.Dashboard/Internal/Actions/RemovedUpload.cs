using EventPics.Queue;

namespace EventPics.Dashboard.Internal.Actions;

/// <summary>A photo that was just removed, with its bytes, which are open and so still readable.</summary>
internal sealed record RemovedUpload(QueuedUpload Upload, Stream Bytes) : IDisposable
{
    /// <summary>Enqueues it again. From its source file, if that is unchanged, so that a hot folder still recognizes it.</summary>
    public async Task RestoreAsync(UploadQueue queue)
    {
        await queue.TakeBackAsync([Upload.Id]).ConfigureAwait(false);
        if (!await TryRestoreFromSourceAsync(queue).ConfigureAwait(false))
        {
            await queue.EnqueueAsync(CreateRequest(UploadContent.FromStream(Bytes, Upload.ContentType))).ConfigureAwait(false);
        }
    }

    public void Dispose() => Bytes.Dispose();

    private async Task<bool> TryRestoreFromSourceAsync(UploadQueue queue)
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
