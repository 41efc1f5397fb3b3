using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Scheduling;

namespace EventPics.Queue.Internal.Sending;

/// <summary>Decides what becomes of a job when an attempt ends, and persists it however long the disk fails.</summary>
internal sealed class AttemptCompletion(SenderServices services, AttemptState attempt, CancellationToken stopping)
{
    // The delay after an unexpected failure is that of this many failures: 4 s.
    private const int FallbackFailureCount = 3;

    private static readonly TimeSpan SaveRetryInterval = TimeSpan.FromSeconds(2);

    private QueueJob Job => attempt.Job;

    public async Task CompleteAsync(string? etag)
    {
        var done = Job with
        {
            State = QueuedUploadState.Uploaded,
            Phase = UploadPhase.NeedsUrl,
            UploadUrl = null,
            ObjectKey = ObjectKey.Of(Job.UploadUrl!),
            NotBefore = null,
            UploadedAt = services.Time.GetUtcNow(),
            ETag = etag,
            LastError = null,
            LastMessage = null,
        };
        var hasBacklog = await HasBacklogAsync().ConfigureAwait(false);
        services.Scheduler.OnSucceeded(attempt.Permit, done.Id, hasBacklog, services.Throughput.BytesPerSecond);
        await PersistResultAsync(done, CleanUp).ConfigureAwait(false);
    }

    /// <summary>Handles a failure of the client: fails the job, or makes it wait.</summary>
    public async Task HandleFailureAsync(EventPicsException e, bool isPut)
    {
        // Progress resets the count, except for a photo that was sent completely before: sending it once more is no progress.
        var earlierSent = attempt.Tracker?.EarlierSent ?? false;
        attempt.Job = Job with { Failures = attempt.Permit.BytesMoved > 0 && !earlierSent ? 1 : Job.Failures + 1 };
        var (action, delay, requeued) = services.Scheduler.OnFailed(attempt.Permit, Job, e, isPut, earlierSent, attempt.HasNewUrl);
        if (action == FailureAction.AlreadyUploaded)
        {
            await CompleteAsync(null).ConfigureAwait(false);
            return;
        }

        attempt.Error = e.Error;
        Log.AttemptFailed(services.Logger, Job.Id, e.Error, e.Scope, action, e.Message);
        if (action == FailureAction.Fail)
        {
            await FailAsync(e.Error, e.Message).ConfigureAwait(false);
            return;
        }

        var job = ToWaiting(delay) with
        {
            Phase = attempt.PhaseAfter(e.Error),
            LastError = e.Error,
            LastMessage = e.Message,
        };
        await PersistResultAsync(action != FailureAction.NewUrl ? job : job.WithoutUploadUrl(attempt.MayHaveArrived) with
        {
            NewUrlRejections = isPut && !attempt.HasNewUrl ? job.NewUrlRejections : job.NewUrlRejections + 1,
        }).ConfigureAwait(false);
        if (requeued.Count > 0)
        {
            await RequeueAsync(requeued).ConfigureAwait(false);
        }
    }

    /// <summary>Handles an exception that the client does not document: the disk, a damaged row, or a bug. Other jobs are not affected.</summary>
    public async Task HandleUnexpectedFailureAsync(Exception e)
    {
        services.Scheduler.OnAbandoned(attempt.Permit);
        if (e is ArgumentException)
        {
            await FailAsync(EventPicsError.InvalidRequest, e.Message).ConfigureAwait(false);
            return;
        }

        Log.AttemptFailedUnexpectedly(services.Logger, Job.Id, e);
        var failures = Job.Failures + 1;
        await PersistResultAsync(ToWaiting(Backoff.ForPhoto(failures + 2, jitter: 1, wasStarted: true)) with
        {
            Phase = attempt.PhaseAfter(null),
            Failures = failures,
            LastError = null,
            LastMessage = e.Message,
        }).ConfigureAwait(false);
    }

    /// <summary>Fails the job because its bytes are lost.</summary>
    public Task FailDamagedAsync(string damage)
    {
        services.Scheduler.OnAbandoned(attempt.Permit);
        return FailAsync(null, damage);
    }

    /// <summary>Makes the job wait again because the attempt was cancelled.</summary>
    public Task ReleaseAsync()
    {
        services.Scheduler.OnAbandoned(attempt.Permit);
        return PersistResultAsync(ToWaiting() with { Phase = attempt.PhaseAfter(null) });
    }

    /// <summary>Makes the job wait again because completing the attempt failed. A row that was saved before is not changed.</summary>
    public Task ReleaseAfterFailureAsync(Exception e)
    {
        services.Scheduler.OnAbandoned(attempt.Permit);
        Log.AttemptFailedUnexpectedly(services.Logger, Job.Id, e);
        return PersistResultAsync(
            ToWaiting(Backoff.ForPhoto(FallbackFailureCount, jitter: 1, wasStarted: true)) with { Phase = attempt.PhaseAfter(null), LastMessage = e.Message });
    }

    // Only when the row is on disk. The journal comes before the bytes are deleted: without it, a lost database would lead to a second upload.
    private void CleanUp(QueueJob done)
    {
        services.Journal.RecordUploaded(done);
        services.Spool.Discard(done.Id);
        Log.Uploaded(services.Logger, done.Id, done.FileName, done.Length, done.Attempts);
        services.Counters.Uploaded(done.PossibleDuplicate);
    }

    private async Task<bool> HasBacklogAsync()
    {
        try
        {
            return (await services.Storage.ListAsync(QueuedUploadState.Waiting, 1).ConfigureAwait(false)).Count > 0;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return false;
        }
    }

    // They failed for a reason that turned out to be their destination's.
    private async Task RequeueAsync(IReadOnlyCollection<string> ids)
    {
        try
        {
            if (await services.Storage.RequeueAsync(ids).ConfigureAwait(false) > 0)
            {
                services.JobsChanged();
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            services.ReportStorageError(e); // A person can still retry them.
        }
    }

    private Task FailAsync(EventPicsError? error, string message)
    {
        attempt.Error = error;
        var failed = Job.WithoutUploadUrl(attempt.MayHaveArrived) with
        {
            State = QueuedUploadState.Failed,
            NotBefore = null,
            LastError = error,
            LastMessage = message,
        };
        return PersistResultAsync(failed, job =>
        {
            Log.Failed(services.Logger, job.Id, job.FileName, message);
            services.Counters.Failed();
        });
    }

    private QueueJob ToWaiting(TimeSpan? delay = null) => Job with
    {
        State = QueuedUploadState.Waiting,
        NotBefore = services.Scheduler.DueAfter(delay),
        Phase = Job.UploadUrl is null ? UploadPhase.NeedsUrl : Job.Phase,
    };

    // Runs the action unless the claim is lost.
    private async Task PersistResultAsync(QueueJob job, Action<QueueJob>? then = null)
    {
        attempt.HasResult = true;
        services.ChangePersisting(+1);
        try
        {
            if (await SaveWithRetriesAsync(job.UploadUrl is null ? job with { Phase = UploadPhase.NeedsUrl } : job).ConfigureAwait(false) == SaveResult.Saved)
            {
                attempt.Result = job;
                try
                {
                    then?.Invoke(job);
                }
                finally
                {
                    services.JobChanged(job, 0); // Not for a lost claim: a removed photo must not reappear in a list.
                }
            }
            else if (job.State == QueuedUploadState.Uploaded)
            {
                Log.UploadedToFormerDestination(services.Logger, job.Id, job.FileName, job.LinkId);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The next sender recovers the claim and sends to the same URL.
        }
        finally
        {
            services.ChangePersisting(-1);
        }
    }

    private async Task<SaveResult> SaveWithRetriesAsync(QueueJob job)
    {
        while (true)
        {
            try
            {
                var saved = await services.Storage.SaveAsync(job).ConfigureAwait(false);
                services.StorageError = null;
                if (saved != SaveResult.UploadUrlInUse)
                {
                    return saved;
                }

                // The row could not be saved with this URL before, so nothing was sent to it, and it turns out to be another photo's.
                job = job.WithoutUploadUrl(mayHaveArrived: false);
            }
            catch (UploadQueueException e)
            {
                services.ReportStorageError(e);
                await Task.Delay(SaveRetryInterval, services.Time, stopping).ConfigureAwait(false);
            }
        }
    }
}
