using EventPics.Queue.Internal;

namespace EventPics.Queue;

/// <content>Rescuing, repeating, removing and moving pictures.</content>
public sealed partial class UploadQueue
{
    /// <summary>Opens the bytes of a picture that is not uploaded yet, for instance to rescue it to another disk.</summary>
    /// <param name="id">The queue's id of the picture.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>A stream to read and dispose; <see langword="null"/> when there is no such picture, or its bytes are gone.</returns>
    /// <exception cref="IOException">The bytes can't be read.</exception>
    public async Task<Stream?> OpenReadAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        var engine = await EngineAsync(cancellationToken).ConfigureAwait(false);
        var job = await engine.Storage.FindAsync(id).ConfigureAwait(false);
        return job is null or { State: QueuedUploadState.Uploaded } ? null : engine.Spool.TryOpen(job.Id);
    }

    /// <summary>Lets pictures that were set aside wait again, and tries at once whatever waits.</summary>
    /// <param name="ids">Which; <see langword="null"/> for all that are set aside.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>How many had been set aside.</returns>
    public async Task<int> RetryAsync(IEnumerable<string>? ids = null, CancellationToken cancellationToken = default)
    {
        var engine = await EngineAsync(cancellationToken).ConfigureAwait(false);
        var count = await engine.Storage.RetryAsync(ids is null ? null : [.. ids]).ConfigureAwait(false);
        engine.ChangedMany();
        return count;
    }

    /// <summary>Removes a picture and the queue's copy of its bytes, whatever its state. One that is being sent may still arrive.</summary>
    /// <param name="id">The queue's id of the picture.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>Whether there was such a picture.</returns>
    public async Task<bool> RemoveAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        var engine = await EngineAsync(cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => new Mender(engine).RemoveAsync(id), cancellationToken).ConfigureAwait(false);
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
    public Task<int> ExportAsync(IEnumerable<string> ids, string folder, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Puts exported photos back into the queue to be sent from here, and forgets that others were removed, so that they may be enqueued again.</summary>
    /// <param name="ids">The queue's IDs of the photos.</param>
    /// <param name="cancellationToken">Stops before the next photo.</param>
    /// <returns>How many were taken back.</returns>
    public Task<int> TakeBackAsync(IEnumerable<string> ids, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>Moves a picture that is not uploaded yet to another event or album.</summary>
    /// <param name="id">The queue's id of the picture.</param>
    /// <param name="linkId">The event's link id.</param>
    /// <param name="albumId">The album's id; without it the service chooses the album.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>False when there is no such picture, it is uploaded already, or the same bytes are queued there.</returns>
    /// <exception cref="ArgumentException">An id is empty or malformed.</exception>
    public async Task<bool> RerouteAsync(string id, string linkId, string? albumId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        UploadUrlRequest target = new(linkId, "check") { AlbumId = albumId };
        var engine = await EngineAsync(cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => new Mender(engine).RerouteAsync(id, new Lane(target.LinkId, target.AlbumId)), cancellationToken).ConfigureAwait(false);
    }
}
