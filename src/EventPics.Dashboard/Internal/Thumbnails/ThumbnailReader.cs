using System.Collections.Concurrent;
using System.Threading.Channels;
using EventPics.Queue;

namespace EventPics.Dashboard.Internal.Thumbnails;

/// <summary>Reads thumbnails from the queue's copy of a photo or, when that is gone, from the unchanged source file.</summary>
internal sealed class ThumbnailReader
{
    private const int MaxUpcoming = 200;

    private readonly ThumbnailCache _cache = new();
    private readonly ConcurrentDictionary<UploadQueue, bool> _followed = new();

    /// <summary>Reads thumbnails as photos are enqueued from now on: a fast upload leaves no time for it later.</summary>
    public void Follow(UploadQueue queue)
    {
        if (!_followed.TryAdd(queue, true))
        {
            return;
        }

        // What is dropped gets a tile without thumbnail if it is uploaded before a page asks for it.
        var upcoming = Channel.CreateBounded<QueuedUpload>(
            new BoundedChannelOptions(MaxUpcoming) { FullMode = BoundedChannelFullMode.DropOldest });
        queue.Changed += (_, e) =>
        {
            if (e.Upload is { State: QueuedUploadState.Waiting, ContentType: "image/jpeg" } upload)
            {
                upcoming.Writer.TryWrite(upload);
            }
        };
        _ = ReadUpcomingAsync(queue, upcoming.Reader);
    }

    /// <summary>Gets a thumbnail; null when the photo has none, or it can't be read any more.</summary>
    /// <param name="queue">The photo's queue.</param>
    /// <param name="upload">The photo.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <param name="keep">Whether to keep it, at the expense of older ones that may be gone then.</param>
    public async Task<byte[]?> ReadAsync(
        UploadQueue queue, QueuedUpload upload, CancellationToken cancellationToken, bool keep = true)
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
            if (keep)
            {
                _cache.Add(upload.Sha256, thumbnail ?? []);
            }

            return thumbnail;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // The page shows a tile without it, and asks again when the photo's state changes.
        }
    }

    private async Task ReadUpcomingAsync(UploadQueue queue, ChannelReader<QueuedUpload> upcoming)
    {
        try
        {
            await foreach (var upload in upcoming.ReadAllAsync().ConfigureAwait(false))
            {
                await ReadAsync(queue, upload, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (ObjectDisposedException)
        {
            // The program stops.
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
