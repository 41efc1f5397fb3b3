namespace EventPics.Queue.Internal;

/// <summary>One picture's way: bytes checked, link asked for and saved, bytes sent, result saved. What is saved comes before what it announces.</summary>
internal sealed partial class UploadAttempt
{
    /// <summary>A link that was never used and is as old as this is not worth trying.</summary>
    private static readonly TimeSpan StaleMargin = TimeSpan.FromSeconds(10);

    /// <summary>Waits as after so many failures: four seconds.</summary>
    private const int LastResort = 3;

    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan SaveRetry = TimeSpan.FromSeconds(2);

    private readonly SendContext _context;
    private readonly CancellationTokenSource _cancel;
    private readonly AttemptTicket _ticket;
    private UploadJob _job;
    private PutTracker? _tracker;
    private bool _hasNewLink;
    private volatile bool _isSettled;
    private long _reportedAt;

    public UploadAttempt(SendContext context, UploadJob job, CancellationToken stop)
    {
        (_context, _job) = (context, job);
        _cancel = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _ticket = context.Pacer.Start(job);
    }

    public string Id => _job.Id;

    public long Fence => _job.Fence;

    /// <summary>Whether its outcome is on its way to the disk, so that a lost claim no longer matters.</summary>
    public bool IsSettled => _isSettled;

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
            _context.Pacer.Abandoned(_ticket);
            Log.AttemptBroke(_context.Logger, _job.Id, e);
            await SettleAsync(Waiting(Backoff.ForPhoto(LastResort, jitter: 1, wasStarted: true)) with { Step = StepAfter(null), LastMessage = e.Message }).ConfigureAwait(false);
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
            _context.Changed(_job, 0);
            var (damage, stamp) = await _context.Spool.CheckAsync(_job, byHash: _context.MustVerify(_job)).ConfigureAwait(false);
            if (damage is not null)
            {
                _context.Pacer.Abandoned(_ticket);
                await SetAsideAsync(null, damage).ConfigureAwait(false);
                return;
            }

            _context.Verified(_job);
            _job = _job with { SpoolStamp = stamp };
            await EnsureLinkAsync().ConfigureAwait(false);
            var before = _job.Step;
            await MarkStartedAsync().ConfigureAwait(false);
            _tracker = new PutTracker(before, Moved, AllSent);
            isPut = true;
            var result = await PutAsync().ConfigureAwait(false);
            await ArrivedAsync(result.ETag).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_cancel.IsCancellationRequested)
        {
            _context.Pacer.Abandoned(_ticket);
            await SettleAsync(Waiting() with { Step = StepAfter(null) }).ConfigureAwait(false);
        }
        catch (EventPicsException e)
        {
            await FailedAsync(e, isPut).ConfigureAwait(false);
        }
        catch (ArgumentException e) when (isPut)
        {
            // A stored link that the client no longer accepts, since it now talks to another service.
            await FailedAsync(new EventPicsException(EventPicsError.UploadUrlExpired, e.Message, innerException: e), isPut).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            await FailedOddlyAsync(e).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// What may have arrived. A call that was given up can still be sending while its exception is on the way, so only an answer, or a
    /// connection that never came about, proves that nothing did.
    /// </summary>
    private SendStep StepAfter(EventPicsError? error) =>
        _tracker is null ? _job.Step
        : _tracker.Step < SendStep.Started && error is (null or EventPicsError.Timeout or EventPicsError.Stalled) ? SendStep.Started
        : _tracker.Step;

    private async Task EnsureLinkAsync()
    {
        var isStale = _job is { Link: { } old, Step: SendStep.HaveLink } && old.ExpiresAt - StaleMargin <= _context.Time.GetUtcNow();
        if (_job.Link is not null && !(isStale && _context.Pacer.TryEnterForLink(_ticket)))
        {
            return;
        }

        UploadUrlRequest request = new(_job.LinkId, _job.FileName) { AlbumId = _job.AlbumId, TakenAt = _job.TakenAt };
        var link = await _context.Client.GetUploadUrlAsync(request, _cancel.Token).ConfigureAwait(false);
        _hasNewLink = true;
        _context.Pacer.LinkIssued(_ticket);

        // It may lead to an object that an earlier URL led to: then what was sent there counts.
        var step = _job.PossibleDuplicate ? await _context.Storage.ReachedStepAsync(_job, link).ConfigureAwait(false) : SendStep.HaveLink;
        _job = _job with { Link = link, Step = step, LinksIssued = _job.LinksIssued + 1 };
    }

    /// <summary>From here on bytes may arrive, so this is on disk first: after a crash the same link is used again.</summary>
    private async Task MarkStartedAsync()
    {
        _job = _job with { Step = _job.Step < SendStep.Started ? SendStep.Started : _job.Step, Attempts = _job.Attempts + 1 };
        switch (await _context.Storage.SaveAsync(_job).ConfigureAwait(false))
        {
            case SaveOutcome.Gone:
                Cancel();
                break;
            case SaveOutcome.LinkTaken:
                _job = _job.WithoutLink(mayHaveArrived: false);
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
        _context.Journal.Started(_job);
        var content = _context.Spool.Open(_job);
        var result = await _context.Client.PutAsync(_job.Link!, content, _tracker, _cancel.Token).ConfigureAwait(false);
        return _context.Spool.IsUntouched(_job)
            ? result
            : throw new EventPicsException(EventPicsError.Network, "The photo's bytes changed during the upload. They are verified and uploaded again.", isTransient: true);
    }

    private void Moved(long bytes)
    {
        _context.Speed.Add(bytes);
        if (_context.Pacer.Moved(_ticket, bytes))
        {
            _context.LineOpened();
        }

        if (BytesSent == _job.Length || _context.Time.GetElapsedTime(_reportedAt) > ReportInterval)
        {
            _reportedAt = _context.Time.GetTimestamp();
            _context.Changed(_job, BytesSent);
        }
    }

    /// <summary>Saved while the storage's answer is awaited; the storage's thread keeps the order.</summary>
    private void AllSent()
    {
        _job = _job with { Step = SendStep.Sent };
        _ = SaveQuietlyAsync(_job);
    }

    private async Task SaveQuietlyAsync(UploadJob job)
    {
        try
        {
            await _context.Storage.SaveAsync(job).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            _context.TroubleWith(e);
        }
    }
}
