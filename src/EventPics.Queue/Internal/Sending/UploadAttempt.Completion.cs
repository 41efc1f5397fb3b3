using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Scheduling;

namespace EventPics.Queue.Internal.Sending;

/// <content>How an attempt ends, and how that is saved.</content>
internal sealed partial class UploadAttempt
{
    private async Task CompleteAsync(string? etag)
    {
        var done = _job with
        {
            State = QueuedUploadState.Uploaded,
            Phase = UploadPhase.NeedsUrl,
            UploadUrl = null,
            ObjectKey = ObjectKey.Of(_job.UploadUrl!),
            NotBefore = null,
            UploadedAt = _services.Time.GetUtcNow(),
            ETag = etag,
            LastError = null,
            LastMessage = null,
        };
        var backlog = await HasBacklogAsync().ConfigureAwait(false);
        _services.Scheduler.OnSucceeded(_permit, _job.Id, backlog, _services.Throughput.BytesPerSecond);
        await PersistResultAsync(done, CleanUp).ConfigureAwait(false);
    }

    /// <summary>Only when the row says so on disk. The journal comes first, since a lost database would send again what still lies here.</summary>
    private void CleanUp(QueueJob done)
    {
        _services.Journal.RecordUploaded(done);
        _services.Spool.Discard(done.Id);
        Log.Uploaded(_services.Logger, done.Id, done.FileName, done.Length, done.Attempts);
        _services.Counters.Uploaded(done.PossibleDuplicate);
    }

    private async Task<bool> HasBacklogAsync()
    {
        try
        {
            return (await _services.Storage.ListAsync(QueuedUploadState.Waiting, 1).ConfigureAwait(false)).Count > 0;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return false;
        }
    }

    private async Task HandleFailureAsync(EventPicsException e, bool isPut)
    {
        // A photo that had gone out whole before has come no further by going out again.
        var earlierSent = _tracker?.EarlierSent ?? false;
        _job = _job with { Failures = _permit.BytesMoved > 0 && !earlierSent ? 1 : _job.Failures + 1 };
        var (action, delay, revived) = _services.Scheduler.OnFailed(_permit, _job, e, isPut, earlierSent, _hasNewUrl);
        if (action == FailureAction.AlreadyUploaded)
        {
            await CompleteAsync(null).ConfigureAwait(false);
            return;
        }

        Log.AttemptFailed(_services.Logger, _job.Id, e.Error, e.Scope, action, e.Message);
        if (action == FailureAction.Fail)
        {
            await FailAsync(e.Error, e.Message).ConfigureAwait(false);
            return;
        }

        var job = ToWaiting(delay) with
        {
            Phase = PhaseAfter(e.Error),
            LastError = e.Error,
            LastMessage = e.Message,
        };
        await PersistResultAsync(action != FailureAction.NewUrl ? job : job.WithoutUploadUrl(_tracker?.EarlierStarted ?? job.Phase >= UploadPhase.BytesSent) with
        {
            NewUrlRejections = isPut && !_hasNewUrl ? job.NewUrlRejections : job.NewUrlRejections + 1,
        }).ConfigureAwait(false);
        if (revived.Count > 0)
        {
            await RequeueAsync(revived).ConfigureAwait(false);
        }
    }

    /// <summary>They failed for what turned out to be their destination's fault.</summary>
    private async Task RequeueAsync(IReadOnlyCollection<string> ids)
    {
        try
        {
            if (await _services.Storage.RequeueAsync(ids).ConfigureAwait(false) > 0)
            {
                _services.JobsChanged();
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            _services.ReportStorageError(e); // A person can still retry them.
        }
    }

    /// <summary>Nothing the client is known to throw: the disk, a damaged row, or a bug. Nobody else should suffer from it.</summary>
    private async Task FailUnexpectedlyAsync(Exception e)
    {
        _services.Scheduler.OnAbandoned(_permit);
        if (e is ArgumentException)
        {
            await FailAsync(EventPicsError.InvalidRequest, e.Message).ConfigureAwait(false);
            return;
        }

        Log.AttemptFailedUnexpectedly(_services.Logger, _job.Id, e);
        var failures = _job.Failures + 1;
        await PersistResultAsync(ToWaiting(Backoff.ForPhoto(failures + 2, jitter: 1, wasStarted: true)) with
        {
            Phase = PhaseAfter(null),
            Failures = failures,
            LastError = null,
            LastMessage = e.Message,
        }).ConfigureAwait(false);
    }

    private async Task FailAsync(EventPicsError? error, string message)
    {
        var job = _job.WithoutUploadUrl(_tracker?.EarlierStarted ?? _job.Phase >= UploadPhase.BytesSent) with
        {
            State = QueuedUploadState.Failed,
            NotBefore = null,
            LastError = error,
            LastMessage = message,
        };
        await PersistResultAsync(job, settled =>
        {
            Log.Failed(_services.Logger, settled.Id, settled.FileName, message);
            _services.Counters.Failed();
        }).ConfigureAwait(false);
    }

    private QueueJob ToWaiting(TimeSpan? delay = null) => _job with
    {
        State = QueuedUploadState.Waiting,
        NotBefore = delay is { } wait && wait > TimeSpan.Zero ? _services.Scheduler.Now + wait : null,
        Phase = _job.UploadUrl is null ? UploadPhase.NeedsUrl : _job.Phase,
    };

    /// <summary>Saves what became of the job, however long the disk refuses it, and does the rest unless the job is no longer ours.</summary>
    private async Task PersistResultAsync(QueueJob job, Action<QueueJob>? then = null)
    {
        _hasResult = true;
        _services.ChangePersisting(+1);
        try
        {
            if (await SaveWithRetriesAsync(job.UploadUrl is null ? job with { Phase = UploadPhase.NeedsUrl } : job).ConfigureAwait(false) == SaveResult.Saved)
            {
                try
                {
                    then?.Invoke(job);
                }
                finally
                {
                    _services.JobChanged(job, 0); // A photo that is gone must not come back to anybody's list.
                }
            }
            else if (job.State == QueuedUploadState.Uploaded)
            {
                Log.UploadedToFormerDestination(_services.Logger, job.Id, job.FileName, job.LinkId);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The next sender finds the job claimed by a dead one and sends to the same link.
        }
        finally
        {
            _services.ChangePersisting(-1);
        }
    }

    private async Task<SaveResult> SaveWithRetriesAsync(QueueJob job)
    {
        while (true)
        {
            try
            {
                var saved = await _services.Storage.SaveAsync(job).ConfigureAwait(false);
                _services.StorageError = null;
                if (saved != SaveResult.UploadUrlInUse)
                {
                    return saved;
                }

                // The row could not be saved with this URL before, so nothing was sent to it, and now it turns out to be another photo's.
                job = job.WithoutUploadUrl(mayHaveArrived: false);
            }
            catch (UploadQueueException e)
            {
                _services.ReportStorageError(e);
                await Task.Delay(SaveRetryInterval, _services.Time, _services.Stopping).ConfigureAwait(false);
            }
        }
    }
}
