namespace EventPics.Queue;

/// <content>Enqueuing photos.</content>
public partial class UploadQueue
{
    /// <summary>
    /// Enqueues a photo or video. When the task completes, its bytes and its entry are on disk and survive a power cut; the original may be
    /// changed or deleted. The same bytes for the same event and album are sent once: enqueuing them again returns the earlier entry. That
    /// is also returned, and nothing is sent, when they were exported, or removed from that event, whatever the album.
    /// </summary>
    /// <param name="request">The photo and its destination.</param>
    /// <param name="cancellationToken">
    /// Cancels before the photo is enqueued; a file that is being copied is copied to its end first.
    /// </param>
    /// <returns>The photo in the queue.</returns>
    /// <exception cref="ArgumentException">
    /// The photo is empty, or larger than <see cref="UploadQueueOptions.MaxFileSize"/>, or its
    /// <see cref="UploadRequest.UploadUrl"/> belongs to another photo in the queue.
    /// </exception>
    /// <exception cref="FileNotFoundException">The file doesn't exist.</exception>
    /// <exception cref="IOException">The photo can't be read, or is still being written.</exception>
    /// <exception cref="UploadQueueException">
    /// The queue's disk is full or failing, its folder is gone, or too much is waiting; the photo was not enqueued.
    /// </exception>
    public virtual Task<QueuedUpload> EnqueueAsync(UploadRequest request, CancellationToken cancellationToken = default) =>
        EnqueueAlwaysAsync(request, expectedSha256: null, cancellationToken);

    /// <summary>
    /// Enqueues a photo whose bytes were examined before, for instance to make sure that it is complete, unless they have changed since.
    /// </summary>
    /// <param name="request">The photo and its destination.</param>
    /// <param name="expectedSha256">The SHA-256 of its bytes when they were examined, in hex.</param>
    /// <param name="cancellationToken">
    /// Cancels before the photo is enqueued; a file that is being copied is copied to its end first.
    /// </param>
    /// <returns>The photo in the queue.</returns>
    /// <exception cref="ArgumentException">
    /// The photo is empty, or larger than <see cref="UploadQueueOptions.MaxFileSize"/>, or its
    /// <see cref="UploadRequest.UploadUrl"/> belongs to another photo in the queue.
    /// </exception>
    /// <exception cref="FileNotFoundException">The file doesn't exist.</exception>
    /// <exception cref="InvalidDataException">Its bytes are no longer those that were examined.</exception>
    /// <exception cref="IOException">The photo can't be read, or is still being written.</exception>
    /// <exception cref="UploadQueueException">
    /// The queue's disk is full or failing, its folder is gone, or too much is waiting; the photo was not enqueued.
    /// </exception>
    public virtual Task<QueuedUpload> EnqueueAsync(
        UploadRequest request, string expectedSha256, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(expectedSha256);
        return EnqueueAlwaysAsync(request, expectedSha256, cancellationToken);
    }

    /// <summary>
    /// Enqueues a photo or video like <see cref="EnqueueAsync(UploadRequest, string, CancellationToken)"/>, unless the same bytes were or
    /// may have been delivered to another event, or are queued or exported for one. That is decided in the transaction that adds the photo: of
    /// several processes that enqueue it for different events at the same time, exactly one succeeds. A photo that this event knows already
    /// is not affected.
    /// </summary>
    /// <param name="request">The photo and its destination.</param>
    /// <param name="expectedSha256">The SHA-256 of its bytes when they were examined, in hex.</param>
    /// <param name="cancellationToken">
    /// Cancels before the photo is enqueued; a file that is being copied is copied to its end first.
    /// </param>
    /// <returns>The photo in the queue; <see langword="null"/> when it belongs to another event. Nothing is kept then.</returns>
    /// <exception cref="ArgumentException">
    /// The photo is empty, or larger than <see cref="UploadQueueOptions.MaxFileSize"/>, or its
    /// <see cref="UploadRequest.UploadUrl"/> belongs to another photo in the queue.
    /// </exception>
    /// <exception cref="FileNotFoundException">The file doesn't exist.</exception>
    /// <exception cref="InvalidDataException">Its bytes are no longer those that were examined.</exception>
    /// <exception cref="IOException">The photo can't be read, or is still being written.</exception>
    /// <exception cref="UploadQueueException">
    /// The queue's disk is full or failing, its folder is gone, or too much is waiting; the photo was not enqueued.
    /// </exception>
    public virtual Task<QueuedUpload?> TryEnqueueAsync(
        UploadRequest request, string expectedSha256, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(expectedSha256);
        return EnqueueCoreAsync(request, expectedSha256, unlessElsewhere: true, cancellationToken);
    }

    /// <summary>Enqueues a file under its own name.</summary>
    /// <param name="linkId">The event's link ID.</param>
    /// <param name="filePath">The file.</param>
    /// <param name="albumId">The album's ID; without it the service chooses the album.</param>
    /// <param name="cancellationToken">
    /// Cancels before the photo is enqueued; a file that is being copied is copied to its end first.
    /// </param>
    /// <returns>The photo in the queue.</returns>
    /// <exception cref="ArgumentException">A value is malformed, or the file is empty.</exception>
    /// <exception cref="FileNotFoundException">The file doesn't exist.</exception>
    /// <exception cref="IOException">The file can't be read, or is still being written.</exception>
    /// <exception cref="UploadQueueException">
    /// The queue's disk is full or failing, its folder is gone, or too much is waiting; the photo was not enqueued.
    /// </exception>
    public virtual async Task<QueuedUpload> EnqueueAsync(
        string linkId, string filePath, string? albumId = null, CancellationToken cancellationToken = default)
    {
        // Examining the file may block for a while, and the caller may be on a UI thread.
        var request = await Task.Run(() => UploadRequest.FromFile(linkId, filePath), cancellationToken).ConfigureAwait(false);
        request.AlbumId = albumId;
        return await EnqueueAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Enqueues a photo or video from any stream, such as a request's body: it is read once, from its position to its end, and need not be
    /// able to seek. It stays open.
    /// </summary>
    /// <param name="linkId">The event's link ID.</param>
    /// <param name="fileName">The base name of the file, at most 255 bytes of UTF-8, without control characters.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="albumId">The album's ID; without it the service chooses the album.</param>
    /// <param name="cancellationToken">
    /// Cancels before the photo is enqueued. Nothing is kept then. A stream that ignores the token for 2 s may still be read afterwards:
    /// don't use it again.
    /// </param>
    /// <returns>The photo in the queue.</returns>
    /// <exception cref="ArgumentException">
    /// A value is malformed, or the stream is empty, can't be read, or has more bytes than <see cref="UploadQueueOptions.MaxFileSize"/>.
    /// </exception>
    /// <exception cref="IOException">The stream can't be read to its end; the photo was not enqueued.</exception>
    /// <exception cref="UploadQueueException">
    /// The queue's disk is full or failing, its folder is gone, or too much is waiting; the photo was not enqueued.
    /// </exception>
    public virtual async Task<QueuedUpload> EnqueueAsync(
        string linkId, string fileName, Stream content, string? albumId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        var target = new UploadUrlRequest(linkId, fileName) { AlbumId = albumId };
        if (!content.CanRead)
        {
            throw new ArgumentException("The stream can't be read: it is closed or write-only. Pass a readable one.", nameof(content));
        }

        var session = await GetSessionAsync(cancellationToken).ConfigureAwait(false);
        return await Task.Run(
            () => session.Enqueuer.EnqueueAsync(target, content, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private async Task<QueuedUpload> EnqueueAlwaysAsync(
        UploadRequest request, string? expectedSha256, CancellationToken cancellationToken) =>
        (await EnqueueCoreAsync(request, expectedSha256, unlessElsewhere: false, cancellationToken).ConfigureAwait(false))!;

    private async Task<QueuedUpload?> EnqueueCoreAsync(
        UploadRequest request, string? expectedSha256, bool unlessElsewhere, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Content.Length > _options?.MaxFileSize)
        {
            throw new ArgumentException(
                $"'{request.FileName}' has {request.Content.Length:N0} bytes, and the queue accepts at most {_options.MaxFileSize:N0}. Make it smaller, or raise MaxFileSize.", nameof(request));
        }

        var session = await GetSessionAsync(cancellationToken).ConfigureAwait(false);
        return await Task.Run(
            () => session.Enqueuer.EnqueueAsync(request, expectedSha256, unlessElsewhere, cancellationToken),
            cancellationToken).ConfigureAwait(false);
    }
}
