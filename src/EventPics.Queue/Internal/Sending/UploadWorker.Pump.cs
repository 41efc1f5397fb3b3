using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Scheduling;

namespace EventPics.Queue.Internal.Sending;

/// <content>The pump: claims what may go, starts it, and sleeps until more may.</content>
internal sealed partial class UploadWorker
{
    private void RequestPump()
    {
        if (Interlocked.Increment(ref _pumpRequests) == 1)
        {
            _pump = PumpAsync();
        }
    }

    private async Task PumpAsync()
    {
        int served;
        do
        {
            served = Volatile.Read(ref _pumpRequests);
            TimeSpan? next;
            try
            {
                next = await ClaimAllAsync().ConfigureAwait(false);
                _services.StorageError = null;
            }
            catch (ObjectDisposedException) when (IsStopping)
            {
                return;
            }
            catch (Exception e)
            {
                // Whatever it was, the pump must live: nobody else starts anything.
                _services.ReportStorageError(e);
                next = StorageRetryInterval;
            }

            ScheduleNextPump(next);
            await TryPublishStatusAsync().ConfigureAwait(false);
        }
        while (Interlocked.Add(ref _pumpRequests, -served) != 0);
    }

    private async Task<TimeSpan?> ClaimAllAsync()
    {
        // Both taken before the claims: what falls due between them and the questions below must not be missed.
        var now = _services.Scheduler.Now;
        var probe = _services.Scheduler.UntilNextProbe();
        await StartAllAsync(large: false).ConfigureAwait(false);
        await StartAllAsync(large: true).ConfigureAwait(false);
        if (CanStart && _services.Scheduler.TryStartIdleProbe() is { } look)
        {
            _idleProbe = RunIdleProbeAsync(look);
        }

        probe = Earliest(probe, Earliest(_services.Scheduler.UntilNextProbe(), CanStart ? _services.Scheduler.UntilNextIdleProbe() : null));
        return Earliest(await _services.Storage.NextDueAsync(now).ConfigureAwait(false) - now, probe);
    }

    private bool CanStart => !IsStopping && _services.PauseState is { IsPaused: false, IsHeld: false } && !_services.IsPersisting;

    /// <summary>Asks the service for the events, only to see whether it is there and takes the key.</summary>
    private async Task RunIdleProbeAsync(SendPermit ticket)
    {
        try
        {
            await _services.Client.GetEventsAndAlbumsAsync(_stop.Token).ConfigureAwait(false);
            _services.Scheduler.OnIdleProbeSucceeded(ticket);
        }
        catch (EventPicsException e)
        {
            _services.Scheduler.OnIdleProbeFailed(ticket, e);
        }
        catch (Exception e)
        {
            _services.Scheduler.OnIdleProbeAbandoned(ticket);
            Log.ProbeFailedUnexpectedly(_services.Logger, e); // Stopped, or a client of a test that can't tell.
        }
        finally
        {
            Wake();
        }
    }

    private async Task StartAllAsync(bool large)
    {
        while (CanStart && _services.Scheduler.NextClaim(large) is { } request)
        {
            if (await _services.Storage.ClaimAsync(request).ConfigureAwait(false) is not { } job)
            {
                return;
            }

            Start(job);
        }
    }

    private void Start(QueueJob job)
    {
        UploadAttempt attempt = new(_services, job, _stop.Token);
        lock (_running)
        {
            // The attempt before this one may have given the job back a moment ago without having ended yet.
            _running[job.Id] = attempt;
        }

        attempt.Start(() =>
        {
            lock (_running)
            {
                if (_running.TryGetValue(job.Id, out var latest) && latest == attempt)
                {
                    _running.Remove(job.Id);
                }
            }

            Wake();
        });
    }

    private void ScheduleNextPump(TimeSpan? next)
    {
        if (!IsStopping)
        {
            // The clock may have jumped since the row was written, so never sleep for long.
            var wait = next is { } known && known < MaxSleep ? known : MaxSleep;
            _dueTimer.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task TryPublishStatusAsync()
    {
        try
        {
            await PublishStatusAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _services.ReportStorageError(e); // As above: the pump must live.
        }
    }

    private async Task PublishStatusAsync()
    {
        var report = GetStatus();
        var isSame = report.Health == _lastReported?.Health && report.Reason == _lastReported.Reason && AreNear(report.Until, _lastReported.Until);
        if (IsStopping || (isSame && (report.LastContact is null || report.LastContact - _lastReported!.LastContact < ContactReportInterval)))
        {
            return;
        }

        _lastReported = report;
        if (!isSame)
        {
            LogStatus(report);
        }

        try
        {
            await _services.Storage.SaveSenderStatusAsync(report).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Only for other processes to look at.
        }

        StatusChanged?.Invoke(report);
    }

    private void LogStatus(SenderStatus report)
    {
        if (report.Reason is { } reason)
        {
            Log.HealthChangedWithReason(_services.Logger, report.Health, reason);
        }
        else
        {
            Log.HealthChanged(_services.Logger, report.Health);
        }
    }

    private static bool AreNear(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null ? other is null : other is not null && (one.Value - other.Value).Duration() < TimeSpan.FromSeconds(1);

    private static TimeSpan? Earliest(TimeSpan? one, TimeSpan? other) => one is null ? other : other is null || one < other ? one : other;
}
