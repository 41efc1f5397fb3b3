using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Scheduling;

namespace EventPics.Queue.Internal.Sending;

/// <summary>One picture's way: bytes checked, link asked for and saved, bytes sent, result saved. What is saved comes before what it announces.</summary>
internal sealed partial class UploadAttempt
{
    /// <summary>A link that was never used and is as old as this is not worth trying.</summary>
    private static readonly TimeSpan UrlExpiryMargin = TimeSpan.FromSeconds(10);

    /// <summary>Waits as after so many failures: four seconds.</summary>
    private const int FallbackFailureCount = 3;

    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan SaveRetryInterval = TimeSpan.FromSeconds(2);

    private readonly SenderServices _services;
    private readonly CancellationTokenSource _cancel;
    private readonly SendPermit _permit;
    private QueueJob _job;
    private PutProgressTracker? _tracker;
    private bool _hasNewUrl;
    private volatile bool _hasResult;
    private long _reportedAt;

    public UploadAttempt(SenderServices context, QueueJob job, CancellationToken stop)
    {
        (_services, _job) = (context, job);
        _cancel = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _permit = context.Scheduler.Acquire(job);
    }

    public string Id => _job.Id;

    public long Fence => _job.Fence;

    /// <summary>Whether its outcome is on its way to the disk, so that a lost claim no longer matters.</summary>
    public bool HasResult => _hasResult;

    public long BytesSent => _tracker?.BytesSent ?? 0;

    public Task Completion { get; private set; } = Task.CompletedTask;

    public void Start(Action ended) => Completion = RunAsync(ended);

    public void Cancel() => _cancel.Cancel();

    private async Task RunAsync(Action ended)
    {
        try
        {
            await SendAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Whatever went wrong while it ended: nobody else gives the row back, and its place. A row that was saved before is not touched.
            _services.Scheduler.OnAbandoned(_permit);
            Log.AttemptFailedUnexpectedly(_services.Logger, _job.Id, e);
            await PersistResultAsync(ToWaiting(Backoff.ForPhoto(FallbackFailureCount, jitter: 1, wasStarted: true)) with { Phase = PhaseAfter(null), LastMessage = e.Message }).ConfigureAwait(false);
        }
        finally
        {
            ended();
            _cancel.Dispose();
        }
    }

    private async Task SendAsync()
    {
        var isPut = false;
        try
        {
            _services.JobChanged(_job, 0);
            var (damage, stamp) = await _services.Spool.VerifyAsync(_job, byHash: _services.MustVerify(_job)).ConfigureAwait(false);
            if (damage is not null)
            {
                _services.Scheduler.OnAbandoned(_permit);
                await FailAsync(null, damage).ConfigureAwait(false);
                return;
            }

            _services.MarkVerified(_job);
            _job = _job with { SpoolTimestamp = stamp };
            await EnsureUrlAsync().ConfigureAwait(false);
            var before = _job.Phase;
            await MarkStartedAsync().ConfigureAwait(false);
            _tracker = new PutProgressTracker(before, OnBytesMoved, OnBodySent);
            isPut = true;
            var result = await PutAsync().ConfigureAwait(false);
            await CompleteAsync(result.ETag).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_cancel.IsCancellationRequested)
        {
            _services.Scheduler.OnAbandoned(_permit);
            await PersistResultAsync(ToWaiting() with { Phase = PhaseAfter(null) }).ConfigureAwait(false);
        }
        catch (EventPicsException e)
        {
            await HandleFailureAsync(e, isPut).ConfigureAwait(false);
        }
        catch (ArgumentException e) when (isPut)
        {
            // A stored link that the client no longer accepts, since it now talks to another service.
            await HandleFailureAsync(new EventPicsException(EventPicsError.UploadUrlExpired, e.Message, innerException: e), isPut).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await FailUnexpectedlyAsync(e).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// What may have arrived. A call that was given up can still be sending while its exception is on the way, so only an answer, or a
    /// connection that never came about, proves that nothing did.
    /// </summary>
    private UploadPhase PhaseAfter(EventPicsError? error) =>
        _tracker is null ? _job.Phase
        : _tracker.Phase < UploadPhase.BytesSent && error is (null or EventPicsError.Timeout or EventPicsError.Stalled) ? UploadPhase.BytesSent
        : _tracker.Phase;

    private async Task EnsureUrlAsync()
    {
        var isStale = _job is { UploadUrl: { } old, Phase: UploadPhase.HasUrl } && old.ExpiresAt - UrlExpiryMargin <= _services.Time.GetUtcNow();
        if (_job.UploadUrl is not null && !(isStale && _services.Scheduler.TryAcquireForUrl(_permit)))
        {
            return;
        }

        UploadUrlRequest request = new(_job.LinkId, _job.FileName) { AlbumId = _job.AlbumId, TakenAt = _job.TakenAt };
        var link = await _services.Client.GetUploadUrlAsync(request, _cancel.Token).ConfigureAwait(false);
        _hasNewUrl = true;
        _services.Scheduler.OnUrlIssued(_permit);

        // It may lead to an object that an earlier URL led to: then what was sent there counts.
        var step = _job.PossibleDuplicate ? await _services.Storage.GetReachedPhaseAsync(_job, link).ConfigureAwait(false) : UploadPhase.HasUrl;
        _job = _job with { UploadUrl = link, Phase = step, UploadUrlsIssued = _job.UploadUrlsIssued + 1 };
    }

    /// <summary>From here on bytes may arrive, so this is on disk first: after a crash the same link is used again.</summary>
    private async Task MarkStartedAsync()
    {
        _job = _job with { Phase = _job.Phase < UploadPhase.BytesSent ? UploadPhase.BytesSent : _job.Phase, Attempts = _job.Attempts + 1 };
        switch (await _services.Storage.SaveAsync(_job).ConfigureAwait(false))
        {
            case SaveResult.ClaimLost:
                Cancel();
                break;
            case SaveResult.UploadUrlInUse:
                _job = _job.WithoutUploadUrl(mayHaveArrived: false);
                throw new EventPicsException(
                    EventPicsError.UnexpectedResponse,
                    "The service issued an upload URL that leads to another photo. Nothing was sent there, since it would replace that photo. If it happens again, contact EventPics support.",
                    isTransient: true,
                    scope: EventPicsErrorScope.UploadUrl);
        }

        _cancel.Token.ThrowIfCancellationRequested();
    }

    private async Task<PutResult> PutAsync()
    {
        _services.Journal.RecordStarted(_job);
        var content = _services.Spool.Open(_job);
        var result = await _services.Client.PutAsync(_job.UploadUrl!, content, _tracker, _cancel.Token).ConfigureAwait(false);
        return _services.Spool.IsUnchanged(_job)
            ? result
            : throw new EventPicsException(EventPicsError.Network, "The photo's bytes changed during the upload. They are verified and uploaded again.", isTransient: true);
    }

    private void OnBytesMoved(long bytes)
    {
        _services.Throughput.Add(bytes);
        if (_services.Scheduler.OnBytesMoved(_permit, bytes))
        {
            _services.ConnectionRestored();
        }

        if (BytesSent == _job.Length || _services.Time.GetElapsedTime(_reportedAt) > ProgressInterval)
        {
            _reportedAt = _services.Time.GetTimestamp();
            _services.JobChanged(_job, BytesSent);
        }
    }

    /// <summary>Saved while the storage's answer is awaited; the storage's thread keeps the order.</summary>
    private void OnBodySent()
    {
        _job = _job with { Phase = UploadPhase.BodySent };
        _ = TrySaveAsync(_job);
    }

    private async Task TrySaveAsync(QueueJob job)
    {
        try
        {
            await _services.Storage.SaveAsync(job).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            _services.ReportStorageError(e);
        }
    }
}
