using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Internal.Sending;

/// <summary>
/// Sends one photo: verifies its bytes, obtains and persists the upload URL, sends the bytes, and persists the result. State is always persisted
/// before the action that it describes.
/// </summary>
internal sealed class UploadAttempt
{
    // An unused URL that expires within this time is replaced.
    private static readonly TimeSpan UrlExpiryMargin = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(100);

    private readonly SenderServices _services;
    private readonly Action _connectionRestored;
    private readonly CancellationTokenSource _cancel;
    private readonly AttemptState _state;
    private readonly AttemptCompletion _completion;
    private long _reportedAt;

    /// <param name="services">What all attempts share.</param>
    /// <param name="job">The claimed job.</param>
    /// <param name="connectionRestored">Called when the attempt, as a probe, has closed the circuit breaker of the connection.</param>
    /// <param name="stopping">Cancels the attempt when the worker stops.</param>
    public UploadAttempt(SenderServices services, QueueJob job, Action connectionRestored, CancellationToken stopping)
    {
        (_services, _connectionRestored) = (services, connectionRestored);
        _cancel = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _state = new AttemptState(job, services.Scheduler.Acquire(job));
        _completion = new AttemptCompletion(services, _state, stopping);
    }

    public string Id => Job.Id;

    public long Fence => Job.Fence;

    public bool HasResult => _state.HasResult;

    public long BytesSent => _state.Tracker?.BytesSent ?? 0;

    public Task Completion { get; private set; } = Task.CompletedTask;

    private QueueJob Job
    {
        get => _state.Job;
        set => _state.Job = value;
    }

    public void Start(Action ended) => Completion = RunAsync(ended);

    public void Cancel() => _cancel.Cancel();

    private async Task RunAsync(Action ended)
    {
        using var trace = UploadTrace.Start(Job, _services.Time);
        Job = Job with { Trace = Job.Trace ?? trace.Id };
        try
        {
            await SendAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Nothing else releases the row and the slot.
            await _completion.ReleaseAfterFailureAsync(e).ConfigureAwait(false);
        }
        finally
        {
            trace.End(_state.Result ?? Job, _state.Error);
            ended();
            _cancel.Dispose();
        }
    }

    private async Task SendAsync()
    {
        var isPut = false;
        try
        {
            _services.JobChanged(Job, 0);
            var (damage, stamp) = await _services.Spool.VerifyAsync(Job, byHash: _services.MustVerify(Job)).ConfigureAwait(false);
            if (damage is not null)
            {
                await _completion.FailDamagedAsync(damage).ConfigureAwait(false);
                return;
            }

            _services.MarkVerified(Job);
            Job = Job with { SpoolTimestamp = stamp };
            await EnsureUrlAsync().ConfigureAwait(false);
            var phaseBefore = Job.Phase;
            await MarkStartedAsync().ConfigureAwait(false);
            var tracker = new PutProgressTracker(phaseBefore, OnBytesMoved, OnBodySent);
            _state.Tracker = tracker;
            isPut = true;
            var result = await PutAsync(tracker).ConfigureAwait(false);
            await _completion.CompleteAsync(result.ETag).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_cancel.IsCancellationRequested)
        {
            await _completion.ReleaseAsync().ConfigureAwait(false);
        }
        catch (EventPicsException e)
        {
            await _completion.HandleFailureAsync(e, isPut).ConfigureAwait(false);
        }
        catch (ArgumentException e) when (isPut)
        {
            // A stored URL that the client no longer accepts, because it now uses another service.
            await _completion.HandleFailureAsync(new EventPicsException(EventPicsError.UploadUrlExpired, e.Message, innerException: e), isPut).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await _completion.HandleUnexpectedFailureAsync(e).ConfigureAwait(false);
        }
    }

    private async Task EnsureUrlAsync()
    {
        var isStale = Job is { UploadUrl: { } old, Phase: UploadPhase.HasUrl } && old.ExpiresAt - UrlExpiryMargin <= _services.Time.GetUtcNow();
        if (Job.UploadUrl is not null && !(isStale && _services.Scheduler.TryAcquireForUrl(_state.Permit)))
        {
            return;
        }

        if (_services.Account != Job.Account)
        {
            // The API key was replaced since the claim, and a URL of the new one would lead to its account. The next claim decides whose photo it is.
            Cancel();
            _cancel.Token.ThrowIfCancellationRequested();
        }

        var request = new UploadUrlRequest(Job.LinkId, Job.FileName) { AlbumId = Job.AlbumId, TakenAt = Job.TakenAt };
        var url = await _services.Client.GetUploadUrlAsync(request, _cancel.Token).ConfigureAwait(false);
        _state.HasNewUrl = true;
        _services.Scheduler.OnUrlIssued(_state.Permit);

        // The URL may lead to the object of an earlier URL. Then what was sent there counts.
        var phase = Job.PossibleDuplicate ? await _services.Storage.GetReachedPhaseAsync(Job, url).ConfigureAwait(false) : UploadPhase.HasUrl;
        Job = Job with { UploadUrl = url, Phase = phase, UploadUrlsIssued = Job.UploadUrlsIssued + 1 };
    }

    // Bytes may arrive from now on, so this is on disk first: after a crash, the same URL is used again.
    private async Task MarkStartedAsync()
    {
        Job = Job with { Phase = Job.Phase < UploadPhase.BytesSent ? UploadPhase.BytesSent : Job.Phase, Attempts = Job.Attempts + 1 };
        switch (await _services.Storage.SaveAsync(Job).ConfigureAwait(false))
        {
            case SaveResult.ClaimLost:
                Cancel();
                break;
            case SaveResult.UploadUrlInUse:
                Job = Job.WithoutUploadUrl(mayHaveArrived: false);
                throw new EventPicsException(
                    EventPicsError.UnexpectedResponse,
                    "The service issued an upload URL that belongs to another photo. Nothing was sent there, since it would replace that photo. If it happens again, contact EventPics support.",
                    isTransient: true,
                    scope: EventPicsErrorScope.UploadUrl);
        }

        _cancel.Token.ThrowIfCancellationRequested();
    }

    private async Task<PutResult> PutAsync(PutProgressTracker tracker)
    {
        _services.Journal.RecordStarted(Job);
        var content = _services.Spool.Open(Job);
        var result = await _services.Client.PutAsync(Job.UploadUrl!, content, tracker, _cancel.Token).ConfigureAwait(false);
        return _services.Spool.IsUnchanged(Job)
            ? result
            : throw new EventPicsException(EventPicsError.Network, "The photo's bytes changed during the upload. They are verified and uploaded again.", isTransient: true);
    }

    private void OnBytesMoved(long bytes)
    {
        _services.Throughput.Add(bytes);
        if (_services.Scheduler.OnBytesMoved(_state.Permit, bytes))
        {
            _connectionRestored();
        }

        if (BytesSent == Job.Length || _services.Time.GetElapsedTime(_reportedAt) > ProgressInterval)
        {
            _reportedAt = _services.Time.GetTimestamp();
            _services.JobChanged(Job, BytesSent);
        }
    }

    // Saved while the storage's response is awaited. The database thread keeps the order.
    private void OnBodySent()
    {
        Job = Job with { Phase = UploadPhase.BodySent };
        _ = TrySaveAsync(Job);
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
