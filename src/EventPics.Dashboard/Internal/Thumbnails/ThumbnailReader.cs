using EventPics.Queue;

namespace EventPics.Dashboard.Internal.Thumbnails;

/// <summary>Reads thumbnails from the queue's copy of a photo or, when that is gone, from the unchanged source file.</summary>
internal sealed class ThumbnailReader
{
    private readonly ThumbnailCache _cache = new();

    /// <summary>Gets a thumbnail; null when the photo has none, or it can't be read any more.</summary>
    public async Task<byte[]?> ReadAsync(UploadQueue queue, QueuedUpload upload, CancellationToken cancellationToken)
    {
        if (_cache.Find(upload.Sha256) is { } known)
        {
            return known.Length > 0 ? known : null;
        }

        try
        {
            using var photo = await queue.OpenReadAsync(upload.Id, cancellationToken).ConfigureAwait(false) ?? OpenSource(upload);
            if (photo is null)
            {
                return null;
            }

            var thumbnail = ExifThumbnail.Read(photo);
            _cache.Add(upload.Sha256, thumbnail ?? []);
            return thumbnail;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // The page shows a tile without it, and asks again later.
        }
    }

    private static FileStream? OpenSource(QueuedUpload upload)
    {
        if (upload.SourcePath is null)
        {
            return null;
        }

        var file = new FileInfo(upload.SourcePath);
        return file.Exists && file.Length == upload.Length && file.LastWriteTimeUtc == upload.SourceModifiedAt?.UtcDateTime
            ? file.Open(new FileStreamOptions { Share = FileShare.ReadWrite | FileShare.Delete })
            : null;
    }
}
