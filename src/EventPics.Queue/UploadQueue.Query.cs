using System.Globalization;
using System.Runtime.CompilerServices;
using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Session;

namespace EventPics.Queue;

/// <content>Listing photos, and waiting for them.</content>
public partial class UploadQueue
{
    private const int MaxPrefixMatches = 10;
    private const int PageSize = 500;

    /// <summary>Lists photos, newest first.</summary>
    /// <param name="state">Only those in this state.</param>
    /// <param name="limit">The maximum number of photos.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The photos in their current state.</returns>
    public virtual async Task<IReadOnlyList<QueuedUpload>> ListAsync(QueuedUploadState? state, int limit = 1000, CancellationToken cancellationToken = default)
    {
        var session = await GetSessionAsync(cancellationToken).ConfigureAwait(false);
        var jobs = await session.Storage.ListAsync(state, limit).ConfigureAwait(false);
        return [.. jobs.Select(job => ToPublic(session, job))];
    }

    /// <summary>Lists photos page by page, newest first. Photos that are enqueued in the meantime are not on later pages.</summary>
    /// <param name="filter">Which photos; <see langword="null"/> for all.</param>
    /// <param name="continuation">The previous page's <see cref="QueuePage.Continuation"/>; <see langword="null"/> for the first page.</param>
    /// <param name="limit">The maximum number of photos.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The page.</returns>
    /// <exception cref="ArgumentException">The continuation was not returned by this method.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not positive.</exception>
    public virtual async Task<QueuePage> ListAsync(QueueFilter? filter = null, string? continuation = null, int limit = 100, CancellationToken cancellationToken = default)
    {
        if (limit <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(limit), limit, "The limit must be positive.");
        }

        var before = long.MaxValue;
        if (continuation is not null && !long.TryParse(continuation, NumberStyles.None, CultureInfo.InvariantCulture, out before))
        {
            throw new ArgumentException("This is not the continuation of a page. Pass QueuePage.Continuation of the previous page, or null for the first page.", nameof(continuation));
        }

        var session = await GetSessionAsync(cancellationToken).ConfigureAwait(false);
        var jobs = await session.Storage.PageAsync(JobFilter.From(filter), before, limit).ConfigureAwait(false);
        var next = jobs.Count < limit ? null : jobs[jobs.Count - 1].Sequence.ToString(CultureInfo.InvariantCulture);
        return new QueuePage([.. jobs.Select(job => ToPublic(session, job))], next);
    }

    /// <summary>Lists all photos that match, newest first, reading a page at a time.</summary>
    /// <param name="filter">Which photos; <see langword="null"/> for all.</param>
    /// <param name="cancellationToken">Stops before the next page.</param>
    /// <returns>The photos as they are when their page is read.</returns>
    public virtual IAsyncEnumerable<QueuedUpload> EnumerateAsync(QueueFilter? filter = null, CancellationToken cancellationToken = default) =>
        ReadPagesAsync(filter, cancellationToken);

    private async IAsyncEnumerable<QueuedUpload> ReadPagesAsync(QueueFilter? filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? continuation = null;
        do
        {
            var page = await ListAsync(filter, continuation, PageSize, cancellationToken).ConfigureAwait(false);
            foreach (var upload in page.Uploads)
            {
                yield return upload;
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);
    }

    /// <summary>Finds a photo by the queue's ID.</summary>
    /// <param name="id">The queue's ID of the photo.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The photo, or <see langword="null"/> when the queue doesn't have it.</returns>
    public virtual async Task<QueuedUpload?> FindAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        var session = await GetSessionAsync(cancellationToken).ConfigureAwait(false);
        return await session.Storage.FindAsync(id).ConfigureAwait(false) is { } job ? ToPublic(session, job) : null;
    }

    /// <summary>Finds a photo by its bytes and destination, to see whether it was enqueued before.</summary>
    /// <param name="linkId">The event's link ID.</param>
    /// <param name="albumId">The album's ID, if one was given.</param>
    /// <param name="sha256">The SHA-256 of its bytes, in hex.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The photo, or <see langword="null"/> when the queue doesn't have it.</returns>
    public virtual async Task<QueuedUpload?> FindAsync(string linkId, string? albumId, string sha256, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sha256);
        var session = await GetSessionAsync(cancellationToken).ConfigureAwait(false);
#pragma warning disable CA1308 // Hashes are written in lower case here.
        return await session.Storage.FindAsync(new Destination(linkId, albumId), sha256.ToLowerInvariant(), cancellationToken).ConfigureAwait(false) is { } job ? ToPublic(session, job) : null;
#pragma warning restore CA1308
    }

    /// <summary>Finds every destination of this queue that a photo was delivered to, is queued for, was exported for, or was removed from.</summary>
    /// <param name="sha256">The SHA-256 of its bytes, in hex.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The destinations, newest first; empty when the queue doesn't know the photo.</returns>
    public virtual async Task<IReadOnlyList<Delivery>> FindDeliveriesAsync(string sha256, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sha256);
        var session = await GetSessionAsync(cancellationToken).ConfigureAwait(false);
#pragma warning disable CA1308 // Hashes are written in lower case here.
        return [.. (await session.Storage.FindAllAsync(sha256.ToLowerInvariant()).ConfigureAwait(false)).Select(static job => job.ToDelivery())];
#pragma warning restore CA1308
    }

    /// <summary>Finds photos by the beginning of their ID, as people type it.</summary>
    /// <param name="idPrefix">The beginning; at least one character.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>At most 10 photos; one when the beginning is unique.</returns>
    /// <exception cref="ArgumentException">The beginning is empty.</exception>
    public virtual async Task<IReadOnlyList<QueuedUpload>> FindByIdPrefixAsync(string idPrefix, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(idPrefix);
        var session = await GetSessionAsync(cancellationToken).ConfigureAwait(false);
        return [.. (await session.Storage.FindByPrefixAsync(idPrefix, MaxPrefixMatches).ConfigureAwait(false)).Select(job => ToPublic(session, job))];
    }

    /// <summary>Gets counts, speed, and what prevents the queue from sending.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The summary.</returns>
    public virtual async Task<QueueStatus> GetStatusAsync(CancellationToken cancellationToken = default)
    {
        var session = await GetSessionAsync(cancellationToken).ConfigureAwait(false);
        var counts = await session.Storage.GetCountsAsync().ConfigureAwait(false);
        var sender = await session.Sender.GetStatusAsync().ConfigureAwait(false);
        var account = await session.Sender.GetAccountAsync().ConfigureAwait(false);
        var otherAccount = account is null ? 0 : await session.Storage.CountForeignAsync(account).ConfigureAwait(false);
        return new QueueStatus
        {
            Waiting = counts.Waiting,
            Sending = counts.Sending,
            Uploaded = counts.Uploaded,
            UploadedToday = await session.Storage.CountUploadedSinceAsync(Midnight()).ConfigureAwait(false),
            Failed = counts.Failed,
            Exported = counts.Exported,
            Removed = counts.Removed,
            WaitingBytes = counts.WaitingBytes,
            OldestWaitingAge = AgeOf(counts.OldestWaiting),
            OldestOwnWaitingAge = otherAccount == 0 ? null
                : AgeOf(await session.Storage.GetOldestPendingAsync(account!).ConfigureAwait(false)),
            BytesPerSecond = session.Sender.Throughput?.BytesPerSecond ?? 0,
            Health = sender.Health,
            PauseReason = sender.Reason,
            PausedUntil = sender.Until,
            IsSender = session.Worker is not null,
            LastContactAt = sender.LastContact,
            PossibleDuplicates = counts.PossibleDuplicates,
            OtherAccount = otherAccount,
            OtherAccountLinkIds = account is null ? [] : await session.Storage.ListForeignLinkIdsAsync(account).ConfigureAwait(false),
        };
    }

    /// <summary>Waits until no photo is waiting or being sent: each is uploaded, failed, exported or removed.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    public virtual async Task WaitUntilIdleAsync(CancellationToken cancellationToken = default)
    {
        var session = await GetSessionAsync(cancellationToken).ConfigureAwait(false);
        using var subscription = session.Changes.Subscribe(id: null);
        while (true)
        {
            if (!await session.Storage.HasPendingAsync().ConfigureAwait(false))
            {
                return;
            }

            await subscription.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until a photo is uploaded or failed, or was exported or removed.</summary>
    /// <param name="id">The queue's ID of the photo.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The photo.</returns>
    /// <exception cref="KeyNotFoundException">There is no such photo, or it was deleted in the meantime.</exception>
    public virtual async Task<QueuedUpload> WaitForAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        var session = await GetSessionAsync(cancellationToken).ConfigureAwait(false);
        using var subscription = session.Changes.Subscribe(id);
        while (true)
        {
            var upload = await FindAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new KeyNotFoundException($"The queue has no photo {id}.");
            if (upload.State is not (QueuedUploadState.Waiting or QueuedUploadState.Sending))
            {
                return upload;
            }

            await subscription.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private TimeSpan? AgeOf(DateTimeOffset? time)
    {
        var age = _options.TimeProvider.GetUtcNow() - time;
        return age < TimeSpan.Zero ? TimeSpan.Zero : age;
    }

    private DateTimeOffset Midnight()
    {
        var now = _options.TimeProvider.GetLocalNow();
        return now - now.TimeOfDay;
    }

    private static QueuedUpload ToPublic(QueueSession session, QueueJob job) =>
        session.Worker?.ToPublic(job) ?? job.ToPublic();
}
