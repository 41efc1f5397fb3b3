using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Cli.Sending.Clients;
using EventPics.Cli.Sending.Hooks;
using EventPics.Cli.Sending.Throttling;
using EventPics.Queue;

namespace EventPics.Cli.Sending;

/// <summary>An open queue, the files of this run in it, and the waiting for them.</summary>
internal sealed class SendingSession : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    // With the time for queuing what was named, less than the interruption's patience, so that the summary is still written.
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(2.5);

    private readonly CommandContext _context;
    private readonly EventPicsClient? _client;
    private readonly IDisposable? _clientOwner;
    private readonly string? _keyProblem;
    private readonly ApiKeyWatcher? _keyWatcher;
    private readonly SemaphoreSlim _wakeUp = new(0, 1);
    private readonly QueuePoller _poller;
    private readonly DestinationCheck _destinations;
    private QueueStatus _status = new();
    private long? _lastPollAt;
    private bool _isStopped;
    private ConnectionStateReporter? _stateReporter;

    private SendingSession(CommandContext context, EventPicsClient? client, IDisposable? clientOwner, UploadQueue queue, Action<FileResult> settled, string? keyProblem)
    {
        (_context, _client, _clientOwner, Queue, _keyProblem) = (context, client, clientOwner, queue, keyProblem);
        Tracker = new UploadTracker(context.Texts, settled);
        _poller = new QueuePoller(queue, Tracker);
        _destinations = new DestinationCheck(context);
        queue.Changed += OnChanged;
        _keyWatcher = client is KeyRotatingClient keyed ? new ApiKeyWatcher(context, keyed, queue, isSending: keyProblem is null, OnChanged) : null;
    }

    /// <summary>What sends; <see langword="null"/> when nothing does.</summary>
    public EventPicsClient? Client => _client;

    public UploadQueue Queue { get; }

    public UploadTracker Tracker { get; }

    /// <summary>Why no key can be used, so that photos are queued but not sent; <see langword="null"/> when one is.</summary>
    public string? KeyProblem => _client is KeyRotatingClient keyed ? keyed.KeyProblem : _keyProblem;

    /// <summary>The events and albums that files wait for and that don't exist, once <see cref="StopReason.DestinationMissing"/> is the ending.</summary>
    public IReadOnlyList<Destination> MissingDestinations { get; private set; } = [];

    /// <summary>Whether it is certain where this run's files go. Before, an ID that does not exist may be a title, and is corrected.</summary>
    public Func<bool> IsDestinationConfirmed { get; set; } = static () => true;

    /// <summary>What waits, each with the reason.</summary>
    public IEnumerable<FileResult> Unfinished => Tracker.Pending.Select(file => file with { Error = _context.Texts.ErrorText(file.Upload!) ?? BlockingReason });

    /// <summary>What holds the whole queue back.</summary>
    public string BlockingReason => KeyProblem is not null ? KeyProblem : _status.Health == QueueHealth.Online ? _context.Texts.NotSentYet : _context.Texts.State(_status);

    /// <summary>Opens the queue and starts sending what it holds.</summary>
    /// <param name="context">The command's context.</param>
    /// <param name="limit">The bandwidth limit.</param>
    /// <param name="settled">Called for each file of this run that is finished.</param>
    /// <param name="withoutKey">What to do when there is no usable API key.</param>
    /// <exception cref="CommandException">There is no usable API key.</exception>
    public static async Task<SendingSession> OpenAsync(CommandContext context, BandwidthSchedule? limit, Action<FileResult> settled, MissingKeyBehavior withoutKey = MissingKeyBehavior.Fail)
    {
        EventPicsClient client;
        IDisposable? owner = null;
        try
        {
            (client, owner) = withoutKey == MissingKeyBehavior.WaitForKey ? (new KeyRotatingClient(context, limit), null)
                : limit is null ? (context.CreateClient(context.ClientOptions()), null)
                : ThrottledClient.Create(context, limit, context.ClientOptions().ApiKey);
        }
        catch (Exception e) when (withoutKey == MissingKeyBehavior.QueueOnly && UserError.FromException(e, context.Texts) is { ExitCode: ExitCodes.ApiKey })
        {
            return await OpenWithoutSendingAsync(context, settled, UserError.FromException(e, context.Texts).Message).ConfigureAwait(false);
        }

        try
        {
            // However soon somebody stops it: what was named is still queued, and the summary written.
            var problem = (client as KeyRotatingClient)?.KeyProblem;
            var queue = problem is null
                ? await UploadQueue.OpenAsync(client, context.QueueOptions(), context.Loggers, CancellationToken.None).ConfigureAwait(false)
                : await UploadQueue.OpenWithoutSendingAsync(context.QueueOptions(), context.Loggers, CancellationToken.None).ConfigureAwait(false);
            return new SendingSession(context, client, owner, queue, settled, problem);
        }
        catch
        {
            client.Dispose();
            owner?.Dispose();
            throw;
        }
    }

    /// <summary>Opens the queue without sending, which takes no connection and no time.</summary>
    public static async Task<SendingSession> OpenWithoutSendingAsync(CommandContext context, Action<FileResult> settled, string? keyProblem = null)
    {
        var queue = await UploadQueue.OpenWithoutSendingAsync(context.QueueOptions(), context.Loggers, CancellationToken.None).ConfigureAwait(false);
        return new SendingSession(context, null, null, queue, settled, keyProblem);
    }

    /// <summary>What the queue can do; a missing key counts only where no other process sends.</summary>
    public async Task<(QueueStatus Status, string? KeyProblem)> GetStatusAsync(CancellationToken cancellationToken)
    {
        var status = await Queue.GetStatusAsync(cancellationToken).ConfigureAwait(false);
        if (KeyProblem is not { } problem || status.Health != QueueHealth.NotSending)
        {
            return (status, null);
        }

        status.Health = QueueHealth.ApiKeyRejected;
        return (status, problem);
    }

    /// <summary>Stops starting photos until the result is disposed.</summary>
    public IDisposable Hold() => (_keyWatcher?.Sender ?? Queue).Hold();

    /// <summary>Reports each change of state from now on, unless nothing is sent anyway.</summary>
    public void ReportStates(ResultWriter results, Notices notices, SessionHooks? hooks)
    {
        if (_client is not null)
        {
            _stateReporter = new ConnectionStateReporter(_context, this, results, notices, hooks);
        }
    }

    /// <summary>Wakes the waiting, for instance because a file was added.</summary>
    public void Wake()
    {
        try
        {
            _wakeUp.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is awake already.
        }
        catch (ObjectDisposedException)
        {
            // News that came too late.
        }
    }

    /// <summary>Waits until <paramref name="isSettled"/>, the time is over, or there is no point in waiting.</summary>
    public async Task<StopReason> WaitAsync(Func<bool> isSettled, bool endsByItself, CancellationToken deadline)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline, _context.StoppingToken);
        try
        {
            while (true)
            {
                var isTimeToLook = _lastPollAt is not { } then || _context.Time.GetElapsedTime(then) >= PollInterval;
                if (isTimeToLook)
                {
                    await _poller.PollAsync(stop.Token).ConfigureAwait(false);
                    _lastPollAt = _context.Time.GetTimestamp();
                }

                if (isSettled())
                {
                    return StopReason.Completed;
                }

                if (endsByItself && KeyProblem is not null)
                {
                    return StopReason.ApiKeyRejected;
                }

                if (isTimeToLook && endsByItself && await FindStopReasonAsync(stop.Token).ConfigureAwait(false) is { } end)
                {
                    return end;
                }

                await WaitForChangeAsync(stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return _context.StoppingToken.IsCancellationRequested ? StopReason.Interrupted : StopReason.TimedOut;
        }
    }

    private async Task<StopReason?> FindStopReasonAsync(CancellationToken cancellationToken)
    {
        switch ((await Queue.GetStatusAsync(cancellationToken).ConfigureAwait(false)).Health)
        {
            case QueueHealth.ApiKeyRejected:
                return StopReason.ApiKeyRejected;
            case QueueHealth.EventUnavailable when IsDestinationConfirmed():
                MissingDestinations = await _destinations.FindMissingAsync(Tracker.Pending, cancellationToken).ConfigureAwait(false);
                return MissingDestinations.Count > 0 ? StopReason.DestinationMissing : null;
            default:
                return null;
        }
    }

    /// <summary>Stops sending, so that what is still to be told is final.</summary>
    public async Task StopSendingAsync()
    {
        if (_isStopped)
        {
            return;
        }

        _isStopped = true;
        if (_stateReporter is not null)
        {
            await _stateReporter.DisposeAsync().ConfigureAwait(false);
        }

        try
        {
            _status = await Queue.GetStatusAsync().WaitAsync(PollInterval, _context.Time).ConfigureAwait(false);
            if (_keyWatcher is not null)
            {
                await _keyWatcher.DisposeAsync().AsTask().WaitAsync(StopTimeout, _context.Time).ConfigureAwait(false);
            }

            await Queue.DisposeAsync().AsTask().WaitAsync(StopTimeout, _context.Time).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or IOException)
        {
            // A dead line keeps it busy; the queue's folder is right at any moment, so the process may simply end.
        }

        Tracker.Close();
    }

    public async ValueTask DisposeAsync()
    {
        await StopSendingAsync().ConfigureAwait(false);
        Queue.Changed -= OnChanged;
        _client?.Dispose();
        _clientOwner?.Dispose();
        _wakeUp.Dispose();
    }

    private void OnChanged(object? sender, QueueChangedEventArgs change)
    {
        if (change.Upload is { } upload)
        {
            Tracker.Update(upload);
            if (upload.State is QueuedUploadState.Waiting or QueuedUploadState.Sending)
            {
                return;
            }
        }

        Wake();
    }

    private async Task WaitForChangeAsync(CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var timer = _context.Time.CreateTimer(_ => timeout.Cancel(), null, PollInterval, Timeout.InfiniteTimeSpan).ConfigureAwait(false);
        try
        {
            await _wakeUp.WaitAsync(timeout.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time to look anyway.
        }
    }
}
