using EventPics.Queue.Internal;

namespace EventPics.Queue;

/// <content>What is done with the pictures.</content>
public sealed partial class UploadQueue
{
    private static readonly TimeSpan FarAhead = TimeSpan.FromDays(1);

    /// <summary>
    /// Takes over a picture or video. When the task ends, its bytes and its job are on disk and survive a power cut; the original may be
    /// changed or deleted. The same bytes for the same event and album are sent once: the earlier job is returned then.
    /// </summary>
    /// <param name="request">The picture and where it belongs.</param>
    /// <param name="cancellationToken">Stops it before the picture is taken over.</param>
    /// <returns>The job.</returns>
    /// <exception cref="ArgumentException">The picture is empty, or larger than <see cref="UploadQueueOptions.MaxFileSize"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The capture time lies over a day ahead of this computer's clock.</exception>
    /// <exception cref="FileNotFoundException">The file is gone.</exception>
    /// <exception cref="IOException">The picture can't be read, or is still being written.</exception>
    /// <exception cref="UploadQueueException">The queue's disk is full or failing, or too much waits; the picture was not taken over.</exception>
    public async Task<QueuedUpload> EnqueueAsync(UploadRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.TakenAt > _options.TimeProvider.GetUtcNow() + FarAhead)
        {
            throw new ArgumentOutOfRangeException(
                nameof(request), request.TakenAt, "The capture time lies over a day ahead of this computer's clock. Check both clocks, or leave TakenAt null.");
        }

        if (request.Content.Length > _options.MaxFileSize)
        {
            throw new ArgumentException(
                $"'{request.FileName}' has {request.Content.Length:N0} bytes, and the queue takes at most {_options.MaxFileSize:N0}. Make it smaller, or raise MaxFileSize.", nameof(request));
        }

        var engine = await EngineAsync(cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => new Enqueuer(engine).EnqueueAsync(request, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes over a file under its own name.</summary>
    /// <param name="linkId">The event's link id.</param>
    /// <param name="filePath">The file.</param>
    /// <param name="albumId">The album's id; without it the service chooses the album.</param>
    /// <param name="cancellationToken">Stops it before the picture is taken over.</param>
    /// <returns>The job.</returns>
    /// <exception cref="ArgumentException">A value is malformed, or the file is empty.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file can't be read, or is still being written.</exception>
    /// <exception cref="UploadQueueException">The queue's disk is full or failing; the picture was not taken over.</exception>
    public async Task<QueuedUpload> EnqueueAsync(string linkId, string filePath, string? albumId = null, CancellationToken cancellationToken = default)
    {
        // Looking at the file may block for a while, and the caller may be a screen.
        var request = await Task.Run(() => UploadRequest.FromFile(linkId, filePath), cancellationToken).ConfigureAwait(false);
        request.AlbumId = albumId;
        return await EnqueueAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lists pictures, newest first.</summary>
    /// <param name="state">Only those in this state.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The pictures as they stand.</returns>
    public async Task<IReadOnlyList<QueuedUpload>> ListAsync(QueuedUploadState? state = null, int limit = 1000, CancellationToken cancellationToken = default)
    {
        var engine = await EngineAsync(cancellationToken).ConfigureAwait(false);
        var jobs = await engine.Storage.ListAsync(state, limit).ConfigureAwait(false);
        return [.. jobs.Select(job => Show(engine, job))];
    }

    /// <summary>Finds a picture by the queue's id.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The picture, or <see langword="null"/>.</returns>
    public async Task<QueuedUpload?> FindAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        var engine = await EngineAsync(cancellationToken).ConfigureAwait(false);
        return await engine.Storage.FindAsync(id).ConfigureAwait(false) is { } job ? Show(engine, job) : null;
    }

    /// <summary>Tells whether a picture was handed over before.</summary>
    /// <param name="linkId">The event's link id.</param>
    /// <param name="albumId">The album's id, if one was named.</param>
    /// <param name="sha256">The SHA-256 of its bytes, in hex.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The picture, or <see langword="null"/>.</returns>
    public async Task<QueuedUpload?> FindAsync(string linkId, string? albumId, string sha256, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sha256);
        var engine = await EngineAsync(cancellationToken).ConfigureAwait(false);
#pragma warning disable CA1308 // Hashes are written in lower case here.
        return await engine.Storage.FindAsync(new Lane(linkId, albumId), sha256.ToLowerInvariant()).ConfigureAwait(false) is { } job ? Show(engine, job) : null;
#pragma warning restore CA1308
    }

    /// <summary>Counts, speed, and what holds the queue back.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The queue at a glance.</returns>
    public async Task<QueueStatus> GetStatusAsync(CancellationToken cancellationToken = default)
    {
        var engine = await EngineAsync(cancellationToken).ConfigureAwait(false);
        var totals = await engine.Storage.GetTotalsAsync().ConfigureAwait(false);
        var report = engine.Worker?.CurrentReport()
            ?? (engine.IsSentByOther() ? await engine.Storage.LoadSenderReportAsync().ConfigureAwait(false) : null)
            ?? new SenderReport(QueueConnection.NotSending, null, null);
        var age = _options.TimeProvider.GetUtcNow() - totals.OldestWaiting;
        return new QueueStatus
        {
            Waiting = totals.Waiting,
            Sending = totals.Sending,
            Uploaded = totals.Uploaded,
            SetAside = totals.SetAside,
            WaitingBytes = totals.WaitingBytes,
            OldestWaitingAge = age < TimeSpan.Zero ? TimeSpan.Zero : age,
            BytesPerSecond = engine.Speed?.BytesPerSecond ?? 0,
            Connection = report.Connection,
            PauseReason = report.Reason,
            PausedUntil = report.Until,
            IsSender = engine.Worker is not null,
            PossibleDuplicates = totals.PossibleDuplicates,
        };
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

    /// <summary>Waits until nothing is left that could be sent now or later: all is uploaded or set aside.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task WaitUntilIdleAsync(CancellationToken cancellationToken = default)
    {
        var engine = await EngineAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var next = engine.Pulse.Next;
            if (!await engine.Storage.HasPendingAsync().ConfigureAwait(false))
            {
                return;
            }

            await next.OrCancelledAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until a picture is uploaded or set aside.</summary>
    /// <param name="id">The queue's id of the picture.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="KeyNotFoundException">There is no such picture, or it was removed meanwhile.</exception>
    public async Task<QueuedUpload> WaitForAsync(string id, CancellationToken cancellationToken = default)
    {
        var engine = await EngineAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var next = engine.Pulse.Next;
            var upload = await FindAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new KeyNotFoundException($"The queue has no picture {id}; it may have been removed.");
            if (upload.State is QueuedUploadState.Uploaded or QueuedUploadState.SetAside)
            {
                return upload;
            }

            await next.OrCancelledAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static QueuedUpload Show(QueueEngine engine, UploadJob job) =>
        job.ToPublic(job.State == QueuedUploadState.Sending ? engine.Worker?.BytesSentOf(job.Id) ?? 0 : 0);
}
