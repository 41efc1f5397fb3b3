using EventPics.Queue.Internal;

namespace EventPics.Queue;

/// <content>Taking pictures over.</content>
public sealed partial class UploadQueue
{
    /// <summary>
    /// Takes over a picture or video. When the task ends, its bytes and its job are on disk and survive a power cut; the original may be
    /// changed or deleted. The same bytes for the same event and album are sent once: the earlier job is returned then. So it is when they were
    /// exported, or when a person removed them from that event, whatever the album: nothing is sent then.
    /// </summary>
    /// <param name="request">The picture and where it belongs.</param>
    /// <param name="cancellationToken">Stops it before the picture is taken over; a file that is being copied is copied to its end first.</param>
    /// <returns>The job.</returns>
    /// <exception cref="ArgumentException">The picture is empty, or larger than <see cref="UploadQueueOptions.MaxFileSize"/>.</exception>
    /// <exception cref="FileNotFoundException">The file is gone.</exception>
    /// <exception cref="IOException">The picture can't be read, or is still being written.</exception>
    /// <exception cref="UploadQueueException">The queue's disk is full or failing, its folder is gone, or too much waits; the picture was not taken over.</exception>
    public Task<QueuedUpload> EnqueueAsync(UploadRequest request, CancellationToken cancellationToken = default) =>
        TakeOverAsync(request, expectedSha256: null, cancellationToken);

    /// <summary>Takes over a picture whose bytes were looked at before, for instance to see that it is complete, unless they have changed since.</summary>
    /// <param name="request">The picture and where it belongs.</param>
    /// <param name="expectedSha256">The SHA-256 of its bytes when they were looked at, in hex.</param>
    /// <param name="cancellationToken">Stops it before the picture is taken over; a file that is being copied is copied to its end first.</param>
    /// <returns>The job.</returns>
    /// <exception cref="ArgumentException">The picture is empty, or larger than <see cref="UploadQueueOptions.MaxFileSize"/>.</exception>
    /// <exception cref="FileNotFoundException">The file is gone.</exception>
    /// <exception cref="InvalidDataException">Its bytes are no longer those that were looked at.</exception>
    /// <exception cref="IOException">The picture can't be read, or is still being written.</exception>
    /// <exception cref="UploadQueueException">The queue's disk is full or failing, its folder is gone, or too much waits; the picture was not taken over.</exception>
    public Task<QueuedUpload> EnqueueAsync(UploadRequest request, string expectedSha256, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(expectedSha256);
        return TakeOverAsync(request, expectedSha256, cancellationToken);
    }

    /// <summary>Takes over a file under its own name.</summary>
    /// <param name="linkId">The event's link id.</param>
    /// <param name="filePath">The file.</param>
    /// <param name="albumId">The album's id; without it the service chooses the album.</param>
    /// <param name="cancellationToken">Stops it before the picture is taken over; a file that is being copied is copied to its end first.</param>
    /// <returns>The job.</returns>
    /// <exception cref="ArgumentException">A value is malformed, or the file is empty.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file can't be read, or is still being written.</exception>
    /// <exception cref="UploadQueueException">The queue's disk is full or failing, its folder is gone, or too much waits; the picture was not taken over.</exception>
    public async Task<QueuedUpload> EnqueueAsync(string linkId, string filePath, string? albumId = null, CancellationToken cancellationToken = default)
    {
        // Looking at the file may block for a while, and the caller may be a screen.
        var request = await Task.Run(() => UploadRequest.FromFile(linkId, filePath), cancellationToken).ConfigureAwait(false);
        request.AlbumId = albumId;
        return await EnqueueAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async Task<QueuedUpload> TakeOverAsync(UploadRequest request, string? expectedSha256, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Content.Length > _options.MaxFileSize)
        {
            throw new ArgumentException(
                $"'{request.FileName}' has {request.Content.Length:N0} bytes, and the queue takes at most {_options.MaxFileSize:N0}. Make it smaller, or raise MaxFileSize.", nameof(request));
        }

        var engine = await EngineAsync(cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => new Enqueuer(engine).EnqueueAsync(request, expectedSha256, cancellationToken), cancellationToken).ConfigureAwait(false);
    }
}
