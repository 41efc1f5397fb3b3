using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue;

/// <content>Exporting, retrying, removing and moving photos.</content>
public partial class UploadQueue
{
    /// <summary>Opens the bytes of a photo that is not uploaded yet, for instance to copy it to another disk.</summary>
    /// <param name="id">The queue's ID of the photo.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A stream to read and dispose; <see langword="null"/> when there is no such photo, or its bytes are gone.</returns>
    /// <exception cref="IOException">The bytes can't be read.</exception>
    public virtual async Task<Stream?> OpenReadAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        var session = await GetSessionAsync(cancellationToken).ConfigureAwait(false);
        var job = await session.Storage.FindAsync(id).ConfigureAwait(false);
        return job is null or { State: QueuedUploadState.Uploaded or QueuedUploadState.Removed } ? null : session.Spool.TryOpen(job.Id);
    }

    /// <summary>Retries failed photos, and immediately retries whatever is waiting for its next attempt.</summary>
    /// <param name="ids">The queue's IDs of the photos; <see langword="null"/> for all that failed.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The number of photos that had failed.</returns>
    public virtual async Task<int> RetryAsync(IEnumerable<string>? ids = null, CancellationToken cancellationToken = default)
    {
        var session = await GetSessionAsync(cancellationToken).ConfigureAwait(false);
        return await session.Editor.RetryAsync(ids is null ? null : [.. ids]).ConfigureAwait(false);
    }

    /// <summary>
    /// Removes a photo, whatever its state, and deletes the queue's copy of its bytes. The queue remembers it, so that the same bytes don't come
    /// back to the same event, unless it is taken back. One that is being sent may still arrive.
    /// </summary>
    /// <param name="id">The queue's ID of the photo.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>False when there is no such photo, or it was removed before.</returns>
    /// <exception cref="IOException">The removal can't be recorded on disk; the photo was not removed.</exception>
    public virtual async Task<bool> RemoveAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        var session = await GetSessionAsync(cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => session.Editor.RemoveAsync(id), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Writes photos that are not uploaded yet to a folder, each with a sidecar file that holds its destination. They stay known as
    /// <see cref="QueuedUploadState.Exported"/> and are not sent from here unless they are taken back.
    /// </summary>
    /// <param name="ids">The queue's IDs of the photos.</param>
    /// <param name="folder">The folder; it is created when missing.</param>
    /// <param name="cancellationToken">Stops before the next photo.</param>
    /// <returns>How many were exported.</returns>
    /// <exception cref="IOException">The folder can't be written, or its disk is full. What was exported before stays exported.</exception>
    public virtual async Task<int> ExportAsync(IEnumerable<string> ids, string folder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var session = await GetSessionAsync(cancellationToken).ConfigureAwait(false);
        var exporter = session.CreateExporter(Path.GetFullPath(folder));
        return await CountAsync(ids, id => exporter.ExportAsync(id, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Undoes exports and removals. An exported photo is queued again, to be sent from here. A removed photo returns to the state it had: uploaded, so
    /// that the same bytes are not sent twice; exported, if its exported files are still on their drive; or unknown, so that it can be enqueued again.
    /// </summary>
    /// <remarks>A photo that may have arrived before it was removed is a <see cref="QueuedUpload.PossibleDuplicate"/> when it is enqueued again.</remarks>
    /// <param name="ids">The queue's IDs of the photos.</param>
    /// <param name="cancellationToken">Stops before the next photo.</param>
    /// <returns>How many were taken back.</returns>
    public virtual async Task<int> TakeBackAsync(IEnumerable<string> ids, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var session = await GetSessionAsync(cancellationToken).ConfigureAwait(false);
        return await CountAsync(ids, session.Editor.TakeBackAsync, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Moves a photo that is not uploaded yet to another event or album.</summary>
    /// <param name="id">The queue's ID of the photo.</param>
    /// <param name="linkId">The event's link ID.</param>
    /// <param name="albumId">The album's ID; without it the service chooses the album.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>False when there is no such photo, it is uploaded already, exported or removed, or the same bytes are queued there or were removed from that event.</returns>
    /// <exception cref="ArgumentException">An ID is empty or malformed.</exception>
    public virtual async Task<bool> RerouteAsync(string id, string linkId, string? albumId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        var target = new UploadUrlRequest(linkId, "check") { AlbumId = albumId };
        var session = await GetSessionAsync(cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => session.Editor.RerouteAsync(id, new Destination(target.LinkId, target.AlbumId)), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Assigns the photos that were queued with another API key, or without one, to the current key, so that they are sent.
    /// </summary>
    /// <remarks>
    /// Needed only for events that the current key doesn't list: photos of the others are taken over automatically. Until then they wait, counted in
    /// <see cref="QueueStatus.OtherAccount"/>.
    /// </remarks>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How many photos there were.</returns>
    /// <exception cref="InvalidOperationException">The queue was opened without a client, and no other process sends from its folder.</exception>
    /// <exception cref="UploadQueueException">The database can't be written.</exception>
    public virtual async Task<int> AdoptAsync(CancellationToken cancellationToken = default)
    {
        var session = await GetSessionAsync(cancellationToken).ConfigureAwait(false);
        return await Task.Run(session.Editor.AdoptAsync, cancellationToken).ConfigureAwait(false);
    }

    // Not on the caller's thread, which may be a UI thread.
    private static Task<int> CountAsync(IEnumerable<string> ids, Func<string, Task<bool>> work, CancellationToken cancellationToken) => Task.Run(
        async () =>
        {
            var count = 0;
            foreach (var id in ids)
            {
                cancellationToken.ThrowIfCancellationRequested();
                count += await work(id).ConfigureAwait(false) ? 1 : 0;
            }

            return count;
        },
        cancellationToken);
}
