namespace EventPics.Queue.Internal;

/// <summary>
/// Sends what waits while this process is the sender. One pump claims pictures and starts attempts; it runs when woken, and wakes itself by a
/// timer for back-offs and probes.
/// </summary>
internal sealed partial class UploadWorker : IAsyncDisposable
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan StorageRetry = TimeSpan.FromSeconds(5);

    /// <summary>Other processes hear of a contact when the last one they know of is so old.</summary>
    private static readonly TimeSpan ContactIsNews = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);

    private readonly SendContext _context;
    private readonly ITimer _wake;
    private readonly ITimer _due;
    private readonly Dictionary<string, UploadAttempt> _running = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private int _requests;
    private Task _pump = Task.CompletedTask;
    private Task _look = Task.CompletedTask;
    private SenderReport? _reported;

    public UploadWorker(SendContext context)
    {
        _context = context;
        context.LineOpened = Wake;
        context.Stopping = _stop.Token;
        context.Switch.Changed += Wake;
        _wake = ContextFlow.CreateTimer(context.Time, static worker => ((UploadWorker)worker!).RequestPump(), this);
        _due = ContextFlow.CreateTimer(context.Time, static worker => ((UploadWorker)worker!).RequestPump(), this);
    }

    /// <summary>Raised when the connection changed.</summary>
    public event Action<SenderReport>? Reported;

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
            _wake.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Probes every closed gate now.</summary>
    public void Hurry(bool networkOnly)
    {
        _context.Pacer.Hurry(networkOnly);
        Wake();
    }

    /// <summary>The job as people see it: with the bytes of the attempt under way, and by the clock on the wall.</summary>
    public QueuedUpload Show(UploadJob job)
    {
        long sent = 0;
        lock (_running)
        {
            if (job.State == QueuedUploadState.Sending && _running.TryGetValue(job.Id, out var attempt))
            {
                sent = attempt.BytesSent;
            }
        }

        return (job.NotBefore is { } due ? job with { NotBefore = _context.Time.GetUtcNow() + (due - _context.Pacer.Now) } : job).ToPublic(sent);
    }

    /// <summary>Stops the attempts whose jobs another process moved, removed or exported.</summary>
    public async Task CancelLostAsync()
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

        var claims = await _context.Storage.ClaimsAsync().ConfigureAwait(false);
        foreach (var attempt in attempts.Where(attempt => !attempt.IsSettled && !(claims.TryGetValue(attempt.Id, out var fence) && fence == attempt.Fence)))
        {
            Log.ClaimLost(_context.Logger, attempt.Id);
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

    public SenderReport CurrentReport() => Describe() with { LastContact = _context.Pacer.LastContact };

    private SenderReport Describe() =>
        _context.Switch.IsPaused ? new SenderReport(QueueConnection.Paused, "The queue was paused. Resume it to send.", null)
        : _context.Switch.IsHeld ? new SenderReport(QueueConnection.Held, "The program has put the queue on hold for a moment.", null)
        : _context.StorageTrouble is { } trouble ? new SenderReport(QueueConnection.StorageTrouble, trouble, null)
        : _context.Pacer.Report();

    /// <summary>Stops what is under way; links are kept. Waits five seconds at most.</summary>
    public async ValueTask DisposeAsync()
    {
        _context.Switch.Changed -= Wake;
        _stop.Cancel();
        await _wake.DisposeAsync().ConfigureAwait(false);
        await _due.DisposeAsync().ConfigureAwait(false);
        Task[] tasks;
        lock (_running)
        {
            tasks = [_pump, _look, .. _running.Values.Select(attempt => attempt.Completion)];
        }

        using CancellationTokenSource limit = new();
        await Task.WhenAny(Task.WhenAll(tasks), Task.Delay(StopLimit, _context.Time, limit.Token)).ConfigureAwait(false);
        limit.Cancel();
    }
}
