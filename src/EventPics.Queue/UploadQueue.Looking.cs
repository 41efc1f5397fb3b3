using EventPics.Queue.Internal;

namespace EventPics.Queue;

/// <content>What is in the queue, and waiting for it.</content>
public sealed partial class UploadQueue
{
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

    /// <summary>Finds every destination of this queue that a photo was delivered to, is queued for, was exported for, or was removed from.</summary>
    /// <param name="sha256">The SHA-256 of its bytes, in hex.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The destinations, newest first; empty when the queue doesn't know the photo.</returns>
    public async Task<IReadOnlyList<Delivery>> FindDeliveriesAsync(string sha256, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sha256);
        var all = await ListAsync(state: null, int.MaxValue, cancellationToken).ConfigureAwait(false);
        return
        [
            .. all.Where(upload => upload.Sha256.Equals(sha256, StringComparison.OrdinalIgnoreCase)).Select(static upload => new Delivery
            {
                Id = upload.Id,
                LinkId = upload.LinkId,
                AlbumId = upload.AlbumId,
                FileName = upload.FileName,
                State = upload.State,
                At = upload.WithdrawnAt ?? upload.UploadedAt ?? upload.EnqueuedAt,
                UploadedAt = upload.UploadedAt,
                ExportedTo = upload.ExportedTo,
            }),
        ];
    }

    /// <summary>Counts, speed, and what holds the queue back.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The queue at a glance.</returns>
    public async Task<QueueStatus> GetStatusAsync(CancellationToken cancellationToken = default)
    {
        var engine = await EngineAsync(cancellationToken).ConfigureAwait(false);
        var totals = await engine.Storage.GetTotalsAsync().ConfigureAwait(false);
        var report = engine.ReportLoss()
            ?? engine.Worker?.CurrentReport()
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

            await ChangePulse.EndOfAsync(next, id: null, cancellationToken).ConfigureAwait(false);
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

            await ChangePulse.EndOfAsync(next, id, cancellationToken).ConfigureAwait(false);
        }
    }

    private static QueuedUpload Show(QueueEngine engine, UploadJob job) =>
        job.ToPublic(job.State == QueuedUploadState.Sending ? engine.Worker?.BytesSentOf(job.Id) ?? 0 : 0);
}
