namespace EventPics.Queue.Internal;

/// <summary>One picture's way: bytes checked, link asked for and saved, bytes sent, result saved. What is saved comes before what it announces.</summary>
internal sealed class UploadAttempt
{
    /// <summary>A link that was never used and is as old as this is not worth trying.</summary>
    private static readonly TimeSpan StaleMargin = TimeSpan.FromSeconds(10);

    /// <summary>A link refused sooner than this after it was issued is refused for what it is, not for its age.</summary>
    private static readonly TimeSpan FreshLink = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan FarAhead = TimeSpan.FromDays(1);
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan SaveRetry = TimeSpan.FromSeconds(2);

    private readonly SendContext _context;
    private readonly CancellationTokenSource _cancel;
    private readonly AttemptTicket _ticket;
    private UploadJob _job;
    private PutTracker? _tracker;
    private long? _linkIssuedAt;
    private long _reportedAt;

    public UploadAttempt(SendContext context, UploadJob job, CancellationToken stop)
    {
        (_context, _job) = (context, job);
        _cancel = CancellationTokenSource.CreateLinkedTokenSource(stop);
        _ticket = context.Pacer.Start(job);
    }

    public long BytesSent => _tracker?.BytesSent ?? 0;

    public Task Completion { get; private set; } = Task.CompletedTask;

    public void Start(Action ended) => Completion = RunAsync(ended);

    public void Cancel() => _cancel.Cancel();

    private async Task RunAsync(Action ended)
    {
        try
        {
            _context.Changed(_job, 0);
            await SendAsync().ConfigureAwait(false);
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
            var (damage, stamp) = await _context.Spool.CheckAsync(_job, byHash: _job.Sequence <= _context.VerifyUpTo).ConfigureAwait(false);
            if (damage is not null)
            {
                _context.Pacer.Abandoned(_ticket);
                await SetAsideAsync(null, damage).ConfigureAwait(false);
                return;
            }

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

        var link = await _context.Client.GetUploadUrlAsync(RequestLink(), _cancel.Token).ConfigureAwait(false);
        _linkIssuedAt = _context.Time.GetTimestamp();
        _context.Pacer.LinkIssued(_ticket);
        _job = _job with { Link = link, Step = SendStep.HaveLink, LinksIssued = _job.LinksIssued + 1 };
    }

    private UploadUrlRequest RequestLink()
    {
        var isAhead = _job.TakenAt > _context.Time.GetUtcNow() + FarAhead;
        if (isAhead)
        {
            Log.TakenAtLeftOut(_context.Logger, _job.Id);
        }

        return new UploadUrlRequest(_job.LinkId, _job.FileName) { AlbumId = _job.AlbumId, TakenAt = isAhead ? null : _job.TakenAt };
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
                throw new EventPicsException(EventPicsError.UnexpectedResponse, "The service gave the link of another picture. Nothing was sent to it.", isTransient: true);
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
            : throw new EventPicsException(EventPicsError.Network, "The picture's bytes were changed while they were sent. They are checked and sent again.", isTransient: true);
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

    private async Task ArrivedAsync(string? etag)
    {
        var done = _job with
        {
            State = QueuedUploadState.Uploaded,
            Step = SendStep.NeedLink,
            Link = null,
            NotBefore = null,
            UploadedAt = _context.Time.GetUtcNow(),
            ETag = etag,
            LastError = null,
            LastMessage = null,
        };
        var backlog = await HasBacklogAsync().ConfigureAwait(false);
        _context.Pacer.Succeeded(_ticket, _job.Id, backlog, _context.Speed.BytesPerSecond);
        await SettleAsync(done, ClearAway).ConfigureAwait(false);
    }

    /// <summary>Only when the row says so on disk. The journal comes first, since a lost database would send again what still lies here.</summary>
    private void ClearAway(UploadJob done)
    {
        _context.Journal.Uploaded(done);
        _context.Spool.Discard(done.Id);
        Log.Uploaded(_context.Logger, done.Id, done.FileName, done.Length, done.Attempts);
        _context.Counters.Sent(done);
    }

    private async Task<bool> HasBacklogAsync()
    {
        try
        {
            return (await _context.Storage.ListAsync(QueuedUploadState.Waiting, 1).ConfigureAwait(false)).Count > 0;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return false;
        }
    }

    private async Task FailedAsync(EventPicsException e, bool isPut)
    {
        var earlierSent = _tracker?.EarlierSent ?? false;
        var verdict = isPut ? FailureRules.ForPut(e.Error, e.StatusCode, earlierSent) : FailureRules.ForLink(e.Error, e.StatusCode);
        if (verdict.Action == FailureAction.AlreadyThere)
        {
            await ArrivedAsync(null).ConfigureAwait(false);
            return;
        }

        var isFresh = _linkIssuedAt is { } issued && _context.Time.GetElapsedTime(issued) < FreshLink;
        var (action, delay) = _context.Pacer.Failed(_ticket, _job, verdict, e, isFresh, isPut);
        Log.AttemptFailed(_context.Logger, _job.Id, e.Error, verdict.Scope, action, e.Message);
        if (action == FailureAction.SetAside)
        {
            await SetAsideAsync(e.Error, e.Message).ConfigureAwait(false);
            return;
        }

        var job = Waiting(delay) with
        {
            Step = StepAfter(e.Error),
            Failures = _ticket.Moved > 0 ? 1 : _job.Failures + 1,
            LastError = e.Error,
            LastMessage = e.Message,
        };
        await SettleAsync(action != FailureAction.FreshLink ? job : job.WithoutLink(_tracker?.EarlierStarted ?? false) with
        {
            FreshRejects = isFresh ? job.FreshRejects + 1 : job.FreshRejects,
        }).ConfigureAwait(false);
    }

    /// <summary>Nothing the client is known to throw: the disk, a damaged row, or a bug. Nobody else should suffer from it.</summary>
    private async Task FailedOddlyAsync(Exception e)
    {
        _context.Pacer.Abandoned(_ticket);
        if (e is ArgumentException)
        {
            await SetAsideAsync(EventPicsError.InvalidRequest, e.Message).ConfigureAwait(false);
            return;
        }

        Log.AttemptBroke(_context.Logger, _job.Id, e);
        var failures = _job.Failures + 1;
        await SettleAsync(Waiting(Backoff.ForPhoto(failures + 2, jitter: 1, wasStarted: true)) with
        {
            Step = StepAfter(null),
            Failures = failures,
            LastMessage = e.Message,
        }).ConfigureAwait(false);
    }

    private async Task SetAsideAsync(EventPicsError? error, string message)
    {
        var job = _job.WithoutLink(_tracker?.EarlierStarted ?? _job.Step >= SendStep.Started) with
        {
            State = QueuedUploadState.SetAside,
            NotBefore = null,
            LastError = error,
            LastMessage = message,
        };
        await SettleAsync(job, settled =>
        {
            Log.SetAside(_context.Logger, settled.Id, settled.FileName, message);
            _context.Counters.SetAside();
        }).ConfigureAwait(false);
    }

    private UploadJob Waiting(TimeSpan? delay = null) => _job with
    {
        State = QueuedUploadState.Waiting,
        NotBefore = delay is { } wait && wait > TimeSpan.Zero ? _context.Time.GetUtcNow() + wait : null,
        Step = _job.Link is null ? SendStep.NeedLink : _job.Step,
    };

    /// <summary>Saves what became of the job, however long the disk refuses it, and does the rest unless the job is no longer ours.</summary>
    private async Task SettleAsync(UploadJob job, Action<UploadJob>? then = null)
    {
        _context.Settling(+1);
        try
        {
            while (true)
            {
                try
                {
                    var saved = await _context.Storage.SaveAsync(job.Link is null ? job with { Step = SendStep.NeedLink } : job).ConfigureAwait(false);
                    _context.StorageTrouble = null;
                    if (saved == SaveOutcome.Saved)
                    {
                        then?.Invoke(job);
                    }

                    _context.Changed(job, 0);
                    return;
                }
                catch (UploadQueueException e)
                {
                    _context.TroubleWith(e);
                    await _context.Time.DelayAsync(SaveRetry, _context.Stopping).ConfigureAwait(false);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The next sender finds the job claimed by a dead one and sends to the same link.
        }
        finally
        {
            _context.Settling(-1);
        }
    }
}
