using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Scheduling;

namespace EventPics.Queue.Internal.Sending;

/// <summary>
/// Sends the waiting photos while this process is the sender. A pump claims jobs and starts attempts; it runs when it is woken, and by a timer
/// when a back-off ends or a probe is due.
/// </summary>
internal sealed class UploadWorker : IAsyncDisposable
{
    private static readonly TimeSpan MaxSleep = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan StorageRetryInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);

    private readonly SenderServices _services;
    private readonly SenderStatusPublisher _status;
    private readonly AccountTakeover _takeover;
    private readonly ITimer _wakeTimer;
    private readonly ITimer _dueTimer;
    private readonly Dictionary<string, UploadAttempt> _running = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private int _pumpRequests;
    private Task _pump = Task.CompletedTask;
    private Task _idleProbe = Task.CompletedTask;

    public UploadWorker(SenderServices services)
    {
        _services = services;
        _status = new SenderStatusPublisher(services);
        _takeover = new AccountTakeover(services);
        services.PauseState.Changed += Wake;
        _wakeTimer = ExecutionContextFlow.CreateTimer(services.Time, static worker => ((UploadWorker)worker!).RequestPump(), this);
        _dueTimer = ExecutionContextFlow.CreateTimer(services.Time, static worker => ((UploadWorker)worker!).RequestPump(), this);
    }

    /// <summary>Raised when the status changed.</summary>
    public event Action<SenderStatus>? StatusChanged
    {
        add => _status.StatusChanged += value;
        remove => _status.StatusChanged -= value;
    }

    public bool IsStopping => _stop.IsCancellationRequested;

    /// <summary>Whether nothing is being sent.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_running)
            {
                return _running.Count == 0;
            }
        }
    }

    private bool CanStart => !IsStopping && _services.PauseState is { IsPaused: false, IsHeld: false } && !_services.IsPersisting;

    public SenderStatus GetStatus() => _status.GetStatus();

    /// <summary>Runs the pump now, on another thread.</summary>
    public void Wake()
    {
        if (!IsStopping)
        {
            _wakeTimer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Probes every open circuit now.</summary>
    public void RetryNow(bool networkOnly)
    {
        if (!networkOnly)
        {
            _takeover.ListAgain();
        }

        _services.Scheduler.RetryNow(networkOnly);
        Wake();
    }

    /// <summary>Converts a job to what the program sees: with the progress of its attempt, and with its next attempt by the system clock.</summary>
    public QueuedUpload ToPublic(QueueJob job)
    {
        long sent = 0;
        lock (_running)
        {
            if (job.State == QueuedUploadState.Sending && _running.TryGetValue(job.Id, out var attempt))
            {
                sent = attempt.BytesSent;
            }
        }

        return (job.NotBefore is { } due ? job with { NotBefore = _services.Scheduler.ToSystemTime(due) } : job).ToPublic(sent);
    }

    /// <summary>Cancels the attempts whose jobs another process moved, removed or exported.</summary>
    public async Task CancelLostClaimsAsync()
    {
        List<UploadAttempt> attempts;
        lock (_running)
        {
            attempts = [.. _running.Values];
        }

        if (attempts.Count == 0)
        {
            return;
        }

        var claims = await _services.Storage.RenewClaimsAsync([.. attempts.Select(static attempt => attempt.Id)]).ConfigureAwait(false);
        foreach (var attempt in attempts.Where(attempt => !attempt.HasResult && !(claims.TryGetValue(attempt.Id, out var fence) && fence == attempt.Fence)))
        {
            Log.ClaimLost(_services.Logger, attempt.Id);
            attempt.Cancel();
        }
    }

    /// <summary>Cancels the attempt of a job that was moved, removed or exported.</summary>
    public void Cancel(string id)
    {
        lock (_running)
        {
            if (_running.TryGetValue(id, out var attempt))
            {
                attempt.Cancel();
            }
        }
    }

    /// <summary>Cancels all attempts, which keep their upload URLs. Waits 5 s at most.</summary>
    public async ValueTask DisposeAsync()
    {
        _services.PauseState.Changed -= Wake;
        _stop.Cancel();
        await _wakeTimer.DisposeAsync().ConfigureAwait(false);
        await _dueTimer.DisposeAsync().ConfigureAwait(false);
        Task[] tasks;
        lock (_running)
        {
            tasks = [_pump, _idleProbe, .. _running.Values.Select(attempt => attempt.Completion)];
        }

        using var timeout = new CancellationTokenSource();
        await Task.WhenAny(Task.WhenAll(tasks), Task.Delay(StopTimeout, _services.Time, timeout.Token)).ConfigureAwait(false);
        timeout.Cancel();
    }

    private void RequestPump()
    {
        if (Interlocked.Increment(ref _pumpRequests) == 1)
        {
            _pump = PumpAsync();
        }
    }

    private async Task PumpAsync()
    {
        int handled;
        do
        {
            handled = Volatile.Read(ref _pumpRequests);
            TimeSpan? next;
            try
            {
                next = await ClaimAllAsync().ConfigureAwait(false);
                if (!_services.IsPersisting)
                {
                    _services.StorageError = null; // Reading works on a disk that is too full to write to.
                }
            }
            catch (ObjectDisposedException) when (IsStopping)
            {
                return;
            }
            catch (Exception e)
            {
                // Nothing else starts attempts, so the pump must survive every exception.
                _services.ReportStorageError(e);
                next = StorageRetryInterval;
            }

            ScheduleNextPump(next);
            if (!IsStopping)
            {
                await _status.PublishAsync().ConfigureAwait(false);
            }
        }
        while (Interlocked.Add(ref _pumpRequests, -handled) != 0);
    }

    // Returns how long until there is more to do.
    private async Task<TimeSpan?> ClaimAllAsync()
    {
        // Both are read before the claims, so that nothing is missed that becomes due between them and the queries below.
        var now = _services.Scheduler.Now;
        var probe = _services.Scheduler.UntilNextProbe();
        var list = await _takeover.RunAsync().ConfigureAwait(false);
        await RemoveEmptyDestinationsAsync().ConfigureAwait(false);
        await StartAllAsync(large: false).ConfigureAwait(false);
        await StartAllAsync(large: true).ConfigureAwait(false);
        if (CanStart && _services.Scheduler.TryStartIdleProbe(isNeeded: list == TimeSpan.Zero) is { } permit)
        {
            _idleProbe = RunIdleProbeAsync(permit, _services.Account);
        }

        probe = Earliest(probe, list > TimeSpan.Zero ? list : null);
        probe = Earliest(probe, Earliest(_services.Scheduler.UntilNextProbe(), CanStart ? _services.Scheduler.UntilNextIdleProbe() : null));
        return Earliest(await _services.Storage.NextDueAsync(now).ConfigureAwait(false) - now, probe);
    }

    // Only a photo closes the circuit of its destination, and all of them may have been removed, exported or moved.
    private async Task RemoveEmptyDestinationsAsync()
    {
        if (_services.Scheduler.GetOpenDestinations() is { Count: > 0 } open)
        {
            var pending = await _services.Storage.FindPendingDestinationsAsync(_services.Account, open).ConfigureAwait(false);
            _services.Scheduler.RemoveDestinations(open.Except(pending, StringComparer.Ordinal));
        }
    }

    // Lists the events, to find out whether the service responds and accepts the API key, and whose photos it may send.
    private async Task RunIdleProbeAsync(SendPermit permit, string account)
    {
        try
        {
            _takeover.OnRequested(account);
            var events = await _services.Client.GetEventsAndAlbumsAsync(_stop.Token).ConfigureAwait(false);
            _takeover.OnListed(account, events);
            _services.Scheduler.OnIdleProbeSucceeded(permit);
        }
        catch (EventPicsException e)
        {
            _services.Scheduler.OnIdleProbeFailed(permit, e);
        }
        catch (Exception e)
        {
            _services.Scheduler.OnIdleProbeAbandoned(permit);
            Log.ProbeFailedUnexpectedly(_services.Logger, e); // The worker stops, or the client is a test's that can't list events.
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
            if (await _services.Storage.ClaimAsync(request with { Account = _services.Account }).ConfigureAwait(false) is not { } job)
            {
                return;
            }

            Start(job);
        }
    }

    private void Start(QueueJob job)
    {
        var attempt = new UploadAttempt(_services, job, connectionRestored: Wake, _stop.Token);
        lock (_running)
        {
            // The previous attempt may have released the job a moment ago without having ended yet.
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
            // The clock may have jumped since the row was written, so the pump never sleeps for long.
            var delay = next is { } known && known < MaxSleep ? known : MaxSleep;
            _dueTimer.Change(delay < TimeSpan.Zero ? TimeSpan.Zero : delay, Timeout.InfiniteTimeSpan);
        }
    }

    private static TimeSpan? Earliest(TimeSpan? one, TimeSpan? other) => one is null ? other : other is null || one < other ? one : other;
}
