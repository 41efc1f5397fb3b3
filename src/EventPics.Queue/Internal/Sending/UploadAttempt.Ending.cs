namespace EventPics.Queue.Internal;

/// <content>How an attempt ends, and how that is saved.</content>
internal sealed partial class UploadAttempt
{
    private async Task ArrivedAsync(string? etag)
    {
        var done = _job with
        {
            State = QueuedUploadState.Uploaded,
            Step = SendStep.NeedLink,
            Link = null,
            ObjectKey = Convert.ToBase64String(SqliteRows.LinkKey(_job.Link!)),
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
        // A photo that had gone out whole before has come no further by going out again.
        var earlierSent = _tracker?.EarlierSent ?? false;
        _job = _job with { Failures = _ticket.Moved > 0 && !earlierSent ? 1 : _job.Failures + 1 };
        var (action, delay, revived) = _context.Pacer.Failed(_ticket, _job, e, isPut, earlierSent, _hasNewLink);
        if (action == FailureAction.AlreadyThere)
        {
            await ArrivedAsync(null).ConfigureAwait(false);
            return;
        }

        Log.AttemptFailed(_context.Logger, _job.Id, e.Error, e.Scope, action, e.Message);
        if (action == FailureAction.Fail)
        {
            await SetAsideAsync(e.Error, e.Message).ConfigureAwait(false);
            return;
        }

        var job = Waiting(delay) with
        {
            Step = StepAfter(e.Error),
            LastError = e.Error,
            LastMessage = e.Message,
        };
        await SettleAsync(action != FailureAction.NewUrl ? job : job.WithoutLink(_tracker?.EarlierStarted ?? job.Step >= SendStep.Started) with
        {
            FreshRejects = isPut && !_hasNewLink ? job.FreshRejects : job.FreshRejects + 1,
        }).ConfigureAwait(false);
        if (revived.Count > 0)
        {
            await ReviveAsync(revived).ConfigureAwait(false);
        }
    }

    /// <summary>They failed for what turned out to be their destination's fault.</summary>
    private async Task ReviveAsync(IReadOnlyCollection<string> ids)
    {
        try
        {
            if (await _context.Storage.ReviveAsync(ids).ConfigureAwait(false) > 0)
            {
                _context.ChangedMany();
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            _context.TroubleWith(e); // A person can still retry them.
        }
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
            LastError = null,
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
        NotBefore = delay is { } wait && wait > TimeSpan.Zero ? _context.Pacer.Now + wait : null,
        Step = _job.Link is null ? SendStep.NeedLink : _job.Step,
    };

    /// <summary>Saves what became of the job, however long the disk refuses it, and does the rest unless the job is no longer ours.</summary>
    private async Task SettleAsync(UploadJob job, Action<UploadJob>? then = null)
    {
        _isSettled = true;
        _context.Settling(+1);
        try
        {
            if (await SaveUntilSavedAsync(job.Link is null ? job with { Step = SendStep.NeedLink } : job).ConfigureAwait(false) == SaveOutcome.Saved)
            {
                try
                {
                    then?.Invoke(job);
                }
                finally
                {
                    _context.Changed(job, 0); // A photo that is gone must not come back to anybody's list.
                }
            }
            else if (job.State == QueuedUploadState.Uploaded)
            {
                Log.ArrivedAtOldPlace(_context.Logger, job.Id, job.FileName, job.LinkId);
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

    private async Task<SaveOutcome> SaveUntilSavedAsync(UploadJob job)
    {
        while (true)
        {
            try
            {
                var saved = await _context.Storage.SaveAsync(job).ConfigureAwait(false);
                _context.StorageTrouble = null;
                if (saved != SaveOutcome.LinkTaken)
                {
                    return saved;
                }

                // The row could not be saved with this URL before, so nothing was sent to it, and now it turns out to be another photo's.
                job = job.WithoutLink(mayHaveArrived: false);
            }
            catch (UploadQueueException e)
            {
                _context.TroubleWith(e);
                await Task.Delay(SaveRetry, _context.Time, _context.Stopping).ConfigureAwait(false);
            }
        }
    }
}
