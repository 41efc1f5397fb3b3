using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Internal.Sending;

/// <summary>
/// Sends what waits while this process is the sender. One pump claims pictures and starts attempts; it runs when woken, and wakes itself by a
/// timer for back-offs and probes.
/// </summary>
internal sealed partial class UploadWorker : IAsyncDisposable
{
    private static readonly TimeSpan MaxSleep = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan StorageRetryInterval = TimeSpan.FromSeconds(5);

    /// <summary>Other processes hear of a contact when the last one they know of is so old.</summary>
    private static readonly TimeSpan ContactReportInterval = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);

    private readonly SenderServices _services;
    private readonly ITimer _wakeTimer;
    private readonly ITimer _dueTimer;
    private readonly Dictionary<string, UploadAttempt> _running = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private int _pumpRequests;
    private Task _pump = Task.CompletedTask;
    private Task _idleProbe = Task.CompletedTask;
    private SenderStatus? _lastReported;

    public UploadWorker(SenderServices context)
    {
        _services = context;
        context.ConnectionRestored = Wake;
        context.Stopping = _stop.Token;
        context.PauseState.Changed += Wake;
        _wakeTimer = ExecutionContextFlow.CreateTimer(context.Time, static worker => ((UploadWorker)worker!).RequestPump(), this);
        _dueTimer = ExecutionContextFlow.CreateTimer(context.Time, static worker => ((UploadWorker)worker!).RequestPump(), this);
    }

    /// <summary>Raised when the connection changed.</summary>
    public event Action<SenderStatus>? StatusChanged;

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

    /// <summary>Looks for work now, on another thread.</summary>
    public void Wake()
    {
        if (!IsStopping)
        {
            _wakeTimer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Probes every closed gate now.</summary>
    public void RetryNow(bool networkOnly)
    {
        _services.Scheduler.RetryNow(networkOnly);
        Wake();
    }

    /// <summary>The job as people see it: with the bytes of the attempt under way, and by the clock on the wall.</summary>
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

        return (job.NotBefore is { } due ? job with { NotBefore = _services.Time.GetUtcNow() + (due - _services.Scheduler.Now) } : job).ToPublic(sent);
    }

    /// <summary>Stops the attempts whose jobs another process moved, removed or exported.</summary>
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

        var claims = await _services.Storage.GetClaimsAsync().ConfigureAwait(false);
        foreach (var attempt in attempts.Where(attempt => !attempt.HasResult && !(claims.TryGetValue(attempt.Id, out var fence) && fence == attempt.Fence)))
        {
            Log.ClaimLost(_services.Logger, attempt.Id);
            attempt.Cancel();
        }
    }

    /// <summary>Stops the attempt of a job that was removed or belongs elsewhere now.</summary>
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

    public SenderStatus GetStatus() => Describe() with { LastContact = _services.Scheduler.LastContact };

    private SenderStatus Describe() =>
        _services.PauseState.IsPaused ? new SenderStatus(QueueHealth.Paused, "The queue was paused. Resume it to send.", null)
        : _services.PauseState.IsHeld ? new SenderStatus(QueueHealth.Held, "The program has put the queue on hold for a moment.", null)
        : _services.StorageError is { } trouble ? new SenderStatus(QueueHealth.StorageError, trouble, null)
        : _services.Scheduler.GetStatus();

    /// <summary>Stops what is under way; links are kept. Waits five seconds at most.</summary>
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

        using CancellationTokenSource limit = new();
        await Task.WhenAny(Task.WhenAll(tasks), Task.Delay(StopTimeout, _services.Time, limit.Token)).ConfigureAwait(false);
        limit.Cancel();
    }
}
