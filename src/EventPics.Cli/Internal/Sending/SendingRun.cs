using EventPics.Queue;

namespace EventPics.Cli.Internal;

/// <summary>An open queue, the files of this run in it, and the waiting for them.</summary>
internal sealed class SendingRun : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    // With the time for queuing what was named, less than the interruption's patience, so that the summary is still written.
    private static readonly TimeSpan ParkingTime = TimeSpan.FromSeconds(2.5);

    private readonly Shell _shell;
    private readonly EventPicsClient? _client;
    private readonly IDisposable? _clientOwner;
    private readonly string? _keyProblem;
    private readonly KeyFollower? _key;
    private readonly SemaphoreSlim _news = new(0, 1);
    private readonly QueueLook _look;
    private readonly DestinationCheck _destinations;
    private QueueStatus _status = new();
    private long? _lookedAt;
    private bool _isParked;
    private StateReport? _states;

    private SendingRun(Shell shell, EventPicsClient? client, IDisposable? clientOwner, UploadQueue queue, Action<FileResult> settled, string? keyProblem)
    {
        (_shell, _client, _clientOwner, Queue, _keyProblem) = (shell, client, clientOwner, queue, keyProblem);
        Book = new DeliveryBook(shell.Texts, settled);
        _look = new QueueLook(queue, Book);
        _destinations = new DestinationCheck(shell);
        queue.Changed += OnChanged;
        _key = client is CurrentKeyClient keyed ? new KeyFollower(shell, keyed, queue, isSending: keyProblem is null, OnChanged) : null;
    }

    /// <summary>What sends; <see langword="null"/> when nothing does.</summary>
    public EventPicsClient? Client => _client;

    public UploadQueue Queue { get; }

    public DeliveryBook Book { get; }

    /// <summary>Why no key can be used, so that photos are queued but not sent; <see langword="null"/> when one is.</summary>
    public string? KeyProblem => _client is CurrentKeyClient keyed ? keyed.Problem : _keyProblem;

    /// <summary>The events and albums that files wait for and that don't exist, once <see cref="Ending.DestinationMissing"/> is the ending.</summary>
    public IReadOnlyList<Target> MissingDestinations { get; private set; } = [];

    /// <summary>Whether it is certain where this run's files go. Before, an ID that does not exist may be a title, and is corrected.</summary>
    public Func<bool> IsTargetKnown { get; set; } = static () => true;

    /// <summary>What waits, each with the reason.</summary>
    public IEnumerable<FileResult> Unfinished => Book.Pending.Select(delivery => delivery with { Error = QueueViews.Trouble(delivery.Upload!, _shell.Texts) ?? WhyWaiting });

    /// <summary>What holds the whole queue back.</summary>
    public string WhyWaiting => KeyProblem is not null ? KeyProblem : _status.Connection == QueueConnection.Online ? _shell.Texts.NotSentYet : _shell.Texts.State(_status);

    /// <summary>Opens the queue and starts sending what it holds.</summary>
    /// <param name="shell">The shell.</param>
    /// <param name="limit">The bandwidth limit.</param>
    /// <param name="settled">Called for each file of this run that is finished.</param>
    /// <param name="withoutKey">What to do when there is no usable API key.</param>
    /// <exception cref="ToolException">There is no usable API key.</exception>
    public static async Task<SendingRun> OpenAsync(Shell shell, BandwidthLimit? limit, Action<FileResult> settled, WithoutKey withoutKey = WithoutKey.Ends)
    {
        EventPicsClient client;
        IDisposable? owner = null;
        try
        {
            (client, owner) = withoutKey == WithoutKey.Waits ? (new CurrentKeyClient(shell, limit), null)
                : limit is null ? (shell.CreateClient(shell.ClientOptions()), null)
                : ThrottledClient.Create(shell, limit, shell.ClientOptions().ApiKey);
        }
        catch (Exception e) when (withoutKey == WithoutKey.Queues && Explanation.Of(e, shell.Texts) is { ExitCode: ExitCodes.ApiKey })
        {
            return await OpenWithoutSendingAsync(shell, settled, Explanation.Of(e, shell.Texts).Message).ConfigureAwait(false);
        }

        try
        {
            // However soon somebody stops it: what was named is still queued, and the summary written.
            var problem = (client as CurrentKeyClient)?.Problem;
            var queue = problem is null
                ? await UploadQueue.OpenAsync(client, shell.QueueOptions(), shell.Loggers, CancellationToken.None).ConfigureAwait(false)
                : await UploadQueue.OpenWithoutSendingAsync(shell.QueueOptions(), shell.Loggers, CancellationToken.None).ConfigureAwait(false);
            return new SendingRun(shell, client, owner, queue, settled, problem);
        }
        catch
        {
            client.Dispose();
            owner?.Dispose();
            throw;
        }
    }

    /// <summary>Opens the queue without sending, which takes no connection and no time.</summary>
    public static async Task<SendingRun> OpenWithoutSendingAsync(Shell shell, Action<FileResult> settled, string? keyProblem = null)
    {
        var queue = await UploadQueue.OpenWithoutSendingAsync(shell.QueueOptions(), shell.Loggers, CancellationToken.None).ConfigureAwait(false);
        return new SendingRun(shell, null, null, queue, settled, keyProblem);
    }

    /// <summary>What the queue can do; a missing key counts only where no other process sends.</summary>
    public async Task<(QueueStatus Status, string? KeyProblem)> GetStatusAsync(CancellationToken cancellationToken)
    {
        var status = await Queue.GetStatusAsync(cancellationToken).ConfigureAwait(false);
        if (KeyProblem is not { } problem || status.Connection != QueueConnection.NotSending)
        {
            return (status, null);
        }

        status.Connection = QueueConnection.ApiKeyRejected;
        return (status, problem);
    }

    /// <summary>Stops starting photos until the result is disposed.</summary>
    public IDisposable Hold() => (_key?.Sender ?? Queue).Hold();

    /// <summary>Reports each change of state from now on, unless nothing is sent anyway.</summary>
    public void ReportStates(Results results, Notices notices, RunHooks? hooks)
    {
        if (_client is not null)
        {
            _states = new StateReport(_shell, this, results, notices, hooks);
        }
    }

    /// <summary>Wakes the waiting, for instance because a file was added.</summary>
    public void Nudge()
    {
        try
        {
            _news.Release();
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
    public async Task<Ending> WaitAsync(Func<bool> isSettled, bool endsByItself, CancellationToken deadline)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline, _shell.Stop);
        try
        {
            while (true)
            {
                var isTimeToLook = _lookedAt is not { } then || _shell.Time.GetElapsedTime(then) >= Look;
                if (isTimeToLook)
                {
                    await _look.TakeAsync(stop.Token).ConfigureAwait(false);
                    _lookedAt = _shell.Time.GetTimestamp();
                }

                if (isSettled())
                {
                    return Ending.Settled;
                }

                if (endsByItself && KeyProblem is not null)
                {
                    return Ending.KeyRefused;
                }

                if (isTimeToLook && endsByItself && await FindEndAsync(stop.Token).ConfigureAwait(false) is { } end)
                {
                    return end;
                }

                await WaitForNewsAsync(stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return _shell.Stop.IsCancellationRequested ? Ending.Interrupted : Ending.TimedOut;
        }
    }

    private async Task<Ending?> FindEndAsync(CancellationToken cancellationToken)
    {
        switch ((await Queue.GetStatusAsync(cancellationToken).ConfigureAwait(false)).Connection)
        {
            case QueueConnection.ApiKeyRejected:
                return Ending.KeyRefused;
            case QueueConnection.EventUnavailable when IsTargetKnown():
                MissingDestinations = await _destinations.FindMissingAsync(Book.Pending, cancellationToken).ConfigureAwait(false);
                return MissingDestinations.Count > 0 ? Ending.DestinationMissing : null;
            default:
                return null;
        }
    }

    /// <summary>Stops sending, so that what is still to be told is final.</summary>
    public async Task ParkAsync()
    {
        if (_isParked)
        {
            return;
        }

        _isParked = true;
        if (_states is not null)
        {
            await _states.DisposeAsync().ConfigureAwait(false);
        }

        try
        {
            _status = await Queue.GetStatusAsync().WaitAsync(Look, _shell.Time).ConfigureAwait(false);
            if (_key is not null)
            {
                await _key.DisposeAsync().AsTask().WaitAsync(ParkingTime, _shell.Time).ConfigureAwait(false);
            }

            await Queue.DisposeAsync().AsTask().WaitAsync(ParkingTime, _shell.Time).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or IOException)
        {
            // A dead line keeps it busy; the queue's folder is right at any moment, so the process may simply end.
        }

        Book.Close();
    }

    public async ValueTask DisposeAsync()
    {
        await ParkAsync().ConfigureAwait(false);
        Queue.Changed -= OnChanged;
        _client?.Dispose();
        _clientOwner?.Dispose();
        _news.Dispose();
    }

    private void OnChanged(object? sender, QueueChangedEventArgs change)
    {
        if (change.Upload is { } upload)
        {
            Book.Update(upload);
            if (upload.State is QueuedUploadState.Waiting or QueuedUploadState.Sending)
            {
                return;
            }
        }

        Nudge();
    }

    private async Task WaitForNewsAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var timer = _shell.Time.CreateTimer(_ => patience.Cancel(), null, Look, Timeout.InfiniteTimeSpan).ConfigureAwait(false);
        try
        {
            await _news.WaitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Time to look anyway.
        }
    }
}
