using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Cli.Sending.Clients;
using EventPics.Cli.Sending.Destinations;
using EventPics.Cli.Sending.Hooks;
using EventPics.Queue;

namespace EventPics.Cli.Sending;

/// <summary>One run of a command that sends: the open queue, the run's files in it, and what is reported about them.</summary>
internal sealed class SendingSession : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    // Together with the time for queuing the given files it is less than the grace period of a shutdown, so that the summary is still
    // written.
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(2.5);

    private readonly CommandContext _context;
    private readonly IDisposable? _clientOwner;
    private readonly string? _keyProblem;
    private readonly ApiKeyWatcher? _keyWatcher;
    private readonly ConnectionStateReporter? _stateReporter;
    private readonly WakeUpSignal _wakeUp;
    private readonly QueuePoller _poller;
    private readonly DestinationCheck _destinations;
    private QueueStatus _status = new();
    private long? _lastPollAt;
    private bool _isStopped;
    private DestinationConfirmation? _confirmation;

    private SendingSession(CommandContext context, SessionSettings settings, EventPicsClient? client, IDisposable? clientOwner, UploadQueue queue, string? keyProblem, DateTimeOffset startedAt)
    {
        (_context, Client, _clientOwner, Queue, _keyProblem) = (context, client, clientOwner, queue, keyProblem);
        (Results, Notices) = (settings.Results, settings.Notices);
        Hooks = new SessionHooks(context, settings.Notices, settings.OnUploaded, settings.OnProblem);
        Tracker = new UploadTracker(context.Texts, startedAt, Report);
        _wakeUp = new WakeUpSignal(context.Time);
        _poller = new QueuePoller(queue, Tracker);
        _destinations = new DestinationCheck(context);
        queue.Changed += OnChanged;
        _keyWatcher = client is KeyRotatingClient keyed ? new ApiKeyWatcher(context, keyed, queue, isSending: keyProblem is null) : null;
        _stateReporter = client is null ? null : new ConnectionStateReporter(context, this);
    }

    /// <summary>The client that sends; <see langword="null"/> when the session only queues.</summary>
    public EventPicsClient? Client { get; }

    public UploadQueue Queue { get; }

    public UploadTracker Tracker { get; }

    public ResultWriter Results { get; }

    public Notices Notices { get; }

    public SessionHooks Hooks { get; }

    /// <summary>Why no key can be used, so that photos are queued but not sent; <see langword="null"/> when one is.</summary>
    public string? KeyProblem => Client is KeyRotatingClient keyed ? keyed.KeyProblem : _keyProblem;

    /// <summary>
    /// The events and albums that files wait for and that don't exist, once the session stopped for
    /// <see cref="StopReason.DestinationMissing"/>.
    /// </summary>
    public IReadOnlyList<Destination> MissingDestinations { get; private set; } = [];

    /// <summary>Whether it is known where the photos go. Before that, an ID that does not exist may be a title, and is corrected.</summary>
    public bool IsDestinationConfirmed => _confirmation is not { IsDone: false };

    /// <summary>That the event or album does not exist, once that is known.</summary>
    public CommandException? DestinationError => _confirmation?.Failure;

    /// <summary>The files in the queue that still wait, each with the reason.</summary>
    public IEnumerable<FileResult> Unfinished => Tracker.Pending.Select(file => file with { Error = _context.Texts.ErrorText(file.Upload!) ?? BlockingReason });

    /// <summary>What holds the whole queue back.</summary>
    public string BlockingReason => KeyProblem is not null ? KeyProblem : _status.Health == QueueHealth.Online ? _context.Texts.NotSentYet : _context.Texts.State(_status);

    /// <summary>Opens the queue, starts sending what it holds, and reports each change of state.</summary>
    /// <exception cref="CommandException">There is no usable API key, and the session can't do without.</exception>
    public static async Task<SendingSession> OpenAsync(CommandContext context, SessionSettings settings)
    {
        // The queue sends as soon as it is open.
        var startedAt = context.Time.GetUtcNow();
        EventPicsClient client;
        IDisposable? owner;
        try
        {
            (client, owner) = ClientFactory.CreateForSession(
                context, settings.BandwidthLimit, waitsForKey: settings.MissingKey == MissingKeyBehavior.WaitForKey);
        }
        catch (Exception e) when (settings.MissingKey == MissingKeyBehavior.QueueOnly && UserError.FromException(e, context.Texts) is { ExitCode: ExitCodes.ApiKey })
        {
            return await OpenWithoutSendingAsync(context, settings, UserError.FromException(e, context.Texts).Message).ConfigureAwait(false);
        }

        try
        {
            // Not cancelled by a shutdown: the given files are still queued, and the summary is written.
            var problem = (client as KeyRotatingClient)?.KeyProblem;
            var queue = problem is null
                ? await UploadQueue.OpenAsync(client, context.QueueOptions(), context.Loggers, CancellationToken.None).ConfigureAwait(false)
                : await UploadQueue.OpenWithoutSendingAsync(context.QueueOptions(), context.Loggers, CancellationToken.None).ConfigureAwait(false);
            return new SendingSession(context, settings, client, owner, queue, problem, startedAt);
        }
        catch
        {
            client.Dispose();
            owner?.Dispose();
            throw;
        }
    }

    /// <summary>Opens the queue without sending, which needs no connection and no time.</summary>
    public static async Task<SendingSession> OpenWithoutSendingAsync(CommandContext context, SessionSettings settings, string? keyProblem)
    {
        var startedAt = context.Time.GetUtcNow();
        var queue = await UploadQueue.OpenWithoutSendingAsync(context.QueueOptions(), context.Loggers, CancellationToken.None).ConfigureAwait(false);
        return new SendingSession(context, settings, null, null, queue, keyProblem, startedAt);
    }

    /// <summary>The queue's status. A missing key counts only if no other process sends.</summary>
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

    /// <summary>Starts no further uploads until the result is disposed.</summary>
    public IDisposable Hold() => Queue.Hold();

    /// <summary>Reports a change of state.</summary>
    public void Report(StateLine state)
    {
        if (_context.Json)
        {
            Results.Write(state);
        }

        Hooks.Post(state);
    }

    /// <summary>Waits until there is a destination, and starts confirming it if it is an assumed one.</summary>
    public async Task FindDestinationAsync(DestinationLookup lookup, CancellationToken cancellationToken)
    {
        await lookup.FindAsync(cancellationToken).ConfigureAwait(false);
        ConfirmDestination(lookup, cancellationToken);
    }

    /// <summary>Starts confirming the destination, while photos are already being queued for it.</summary>
    public void ConfirmDestination(DestinationLookup lookup, CancellationToken cancellationToken) =>
        _confirmation = new DestinationConfirmation(_context, this, lookup, cancellationToken);

    /// <summary>Wakes <see cref="WaitAsync"/>, for instance because a file was added.</summary>
    public void Wake() => _wakeUp.Set();

    /// <summary>Waits until <paramref name="isSettled"/>, the deadline, a shutdown, or until waiting is in vain.</summary>
    public async Task<StopReason> WaitAsync(Func<bool> isSettled, bool endsByItself, CancellationToken deadline)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline, _context.StoppingToken);
        try
        {
            while (true)
            {
                var isPollDue = _lastPollAt is not { } then || _context.Time.GetElapsedTime(then) >= PollInterval;
                if (isPollDue)
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

                if (isPollDue && endsByItself && await FindStopReasonAsync(stop.Token).ConfigureAwait(false) is { } end)
                {
                    return end;
                }

                await _wakeUp.WaitAsync(PollInterval, stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return _context.StoppingToken.IsCancellationRequested ? StopReason.Interrupted : StopReason.TimedOut;
        }
    }

    /// <summary>Stops sending and finishes the hooks, so that nothing changes any more.</summary>
    public async Task StopSendingAsync()
    {
        await StopQueueAsync().ConfigureAwait(false);
        await Hooks.FinishAsync().ConfigureAwait(false);
    }

    /// <summary>Writes the files that still wait, and the summary.</summary>
    /// <param name="unfinished">The files to list.</param>
    /// <param name="notQueued">How many files are not in the queue and still wait.</param>
    /// <returns>The exit code of the summary.</returns>
    public int WriteSummary(IEnumerable<FileResult> unfinished, int notQueued = 0) =>
        Results.Finish(unfinished, Tracker.Summary with { Waiting = Tracker.Summary.Waiting + notQueued });

    public async ValueTask DisposeAsync()
    {
        await StopQueueAsync().ConfigureAwait(false);
        Queue.Changed -= OnChanged;
        Client?.Dispose();
        _clientOwner?.Dispose();
        _wakeUp.Dispose();
        await Hooks.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<StopReason?> FindStopReasonAsync(CancellationToken cancellationToken)
    {
        var status = await Queue.GetStatusAsync(cancellationToken).ConfigureAwait(false);
        if (status.Health == QueueHealth.ApiKeyRejected)
        {
            return StopReason.ApiKeyRejected;
        }

        var isInVain = status.Health == QueueHealth.EventUnavailable || Tracker.Pending.Any(file => status.OtherAccountLinkIds.Contains(file.Upload!.LinkId));
        if (isInVain && IsDestinationConfirmed)
        {
            MissingDestinations = await _destinations.FindMissingAsync(Tracker.Pending, cancellationToken).ConfigureAwait(false);
            return MissingDestinations.Count > 0 ? StopReason.DestinationMissing : null;
        }

        return null;
    }

    private async Task StopQueueAsync()
    {
        if (_isStopped)
        {
            return;
        }

        _isStopped = true;
        if (_confirmation is not null)
        {
            await _confirmation.DisposeAsync().ConfigureAwait(false);
        }

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
            // A dead connection keeps it busy. The queue's folder is consistent at any moment, so the process may simply end.
        }

        Tracker.Close();
    }

    private void Report(FileResult file)
    {
        Results.Write(file);
        Hooks.Post(file);
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
}
