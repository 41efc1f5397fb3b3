using Microsoft.Extensions.Logging;

namespace EventPics.Queue.Internal;

/// <summary>An open queue: its storage and spool, the watch over other processes, and the worker while this process is the sender.</summary>
internal sealed class QueueEngine : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ReconcileInterval = TimeSpan.FromMinutes(5);

    private readonly EventPicsClient? _client;
    private readonly UploadQueueOptions _options;
    private readonly ILogger _logger;
    private readonly ChangeNotifier _notifier;
    private readonly UploadJournal _journal;
    private readonly Diagnostics _diagnostics;
    private readonly ITimer _poll;
    private readonly QueuePaths _paths;
    private readonly SemaphoreSlim _watching = new(1);
    private LockFile? _senderLock;
    private long _reconciledAt;
    private bool _isTidy;
    private bool _isDisposed;
    private bool _isPaused;
    private int _holds;

    private QueueEngine(EventPicsClient? client, UploadQueueOptions options, QueuePaths paths, IQueueStorage storage, SpoolFolder spool, UploadJournal journal, ChangeNotifier notifier, ILogger logger)
    {
        (_client, _options, _paths, Storage, Spool, _journal, _notifier, _logger) = (client, options, paths, storage, spool, journal, notifier, logger);
        _diagnostics = new Diagnostics(options.AccountName, Totals);
        _poll = options.TimeProvider.CreateTimer(static engine => _ = ((QueueEngine)engine!).WatchAsync(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public IQueueStorage Storage { get; }

    public SpoolFolder Spool { get; }

    public ChangePulse Pulse { get; } = new();

    public UploadWorker? Worker { get; private set; }

    public SpeedMeter? Speed { get; private set; }

    public ILogger Logger => _logger;

    public UploadQueueOptions Options => _options;

    public static async Task<QueueEngine> OpenAsync(EventPicsClient? client, UploadQueueOptions options, ChangeNotifier notifier, ILogger logger, CancellationToken cancellationToken)
    {
        QueuePaths paths = new(options.ResolveFolder());
        SpoolFolder spool = new(paths.Spool, options.SourceFilesNeverChange);
        UploadJournal journal = new(paths.Journal);
        var storage = await new QueueOpener(paths, spool, journal, options, logger).OpenAsync(cancellationToken).ConfigureAwait(false);
        QueueEngine engine = new(client, options, paths, storage, spool, journal, notifier, logger);
        try
        {
            var totals = await storage.GetTotalsAsync().ConfigureAwait(false);
            Log.Opened(logger, paths.Folder, totals.Waiting + totals.Sending, totals.SetAside);
            await storage.ChangedByOthersAsync().ConfigureAwait(false);
            await engine.TryBecomeSenderAsync().ConfigureAwait(false);
            engine._poll.Change(PollInterval, PollInterval);
            return engine;
        }
        catch
        {
            await engine.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A job changed here: tell the program, and let the worker look.</summary>
    public void Changed(UploadJob job, long bytesSent)
    {
        _isTidy = false;
        _notifier.Post(job.ToPublic(bytesSent));
        if (bytesSent == 0)
        {
            Pulse.Beat();
        }
    }

    /// <summary>Several jobs may have changed here, and what waits may be due.</summary>
    public void ChangedMany()
    {
        _isTidy = false;
        Worker?.Hurry(networkOnly: false);
        _notifier.Post(null);
        Pulse.Beat();
    }

    public void Pause(bool isPaused)
    {
        _isPaused = isPaused;
        Worker?.Pause(isPaused);
    }

    public void Hold(int change)
    {
        Interlocked.Add(ref _holds, change);
        Worker?.Hold(change);
    }

    /// <summary>Whether another process sends from this folder.</summary>
    public bool IsSentByOther()
    {
        if (Worker is not null)
        {
            return false;
        }

        using var probe = LockFile.TryTake(_paths.SenderLock);
        return probe is null;
    }

    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        await _poll.DisposeAsync().ConfigureAwait(false);
        await _watching.WaitAsync().ConfigureAwait(false);
        try
        {
            if (Worker is { } worker)
            {
                await worker.DisposeAsync().ConfigureAwait(false);
                await Storage.SaveSenderReportAsync(new SenderReport(QueueConnection.NotSending, null, null)).ConfigureAwait(false);
                await Storage.TidyAsync().ConfigureAwait(false);
            }
        }
        catch (UploadQueueException e)
        {
            Log.StorageFailed(_logger, e);
        }
        finally
        {
            _diagnostics.Dispose();
            await Storage.DisposeAsync().ConfigureAwait(false);
            _senderLock?.Dispose();
            Pulse.Beat();
            _watching.Release();
        }
    }

    private async Task TryBecomeSenderAsync()
    {
        if (_client is null || Worker is not null || LockFile.TryTake(_paths.SenderLock) is not { } taken)
        {
            return;
        }

        _senderLock = taken;
        var adopted = await Reconcile().ConfigureAwait(false);
        _journal.Compact(_options.TimeProvider.GetUtcNow() - _options.KeepUploadedFor);
        var highest = await Storage.RecoverAsync().ConfigureAwait(false);
        Pacer pacer = new(_options.TimeProvider, _options.MaxConcurrency, Jitter.Next);

        // The queue paces by itself: a call that waits between its own retries would hold a slot and hide the outage.
        SendContext context = new(_client.WithMaxRetries(0), Storage, new QueueSpool(Spool, _logger), _journal, pacer, _options.TimeProvider, _logger, _diagnostics)
        {
            VerifyUpTo = highest,
            Changed = Changed,
        };
        Speed = context.Speed;
        UploadWorker worker = new(context);
        worker.Reported += _ => _notifier.Post(null);
        worker.Pause(_isPaused);
        worker.Hold(Volatile.Read(ref _holds));
        Worker = worker;
        Log.BecameSender(_logger, adopted);
        worker.Wake();
    }

    private async Task<int> Reconcile()
    {
        _reconciledAt = _options.TimeProvider.GetTimestamp();
        await Storage.PurgeUploadedAsync(_options.TimeProvider.GetUtcNow() - _options.KeepUploadedFor).ConfigureAwait(false);
        return await new Recovery(Storage, Spool, _journal, _options, _logger).ReconcileAsync().ConfigureAwait(false);
    }

    /// <summary>Twice a second: did other processes change anything, is the sender gone, is there anything to clear away?</summary>
    private async Task WatchAsync()
    {
        if (!await _watching.WaitAsync(0).ConfigureAwait(false))
        {
            return;
        }

        try
        {
            if (_isDisposed)
            {
                return;
            }

            await TryBecomeSenderAsync().ConfigureAwait(false);
            if (await Storage.ChangedByOthersAsync().ConfigureAwait(false))
            {
                _isTidy = false;
                Worker?.Wake();
                _notifier.Post(null);
                Pulse.Beat();
            }

            if (Worker is not null)
            {
                await ClearAwayAsync().ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.StorageFailed(_logger, e);
        }
        finally
        {
            _watching.Release();
        }
    }

    private async Task ClearAwayAsync()
    {
        if (_options.TimeProvider.GetElapsedTime(_reconciledAt) > ReconcileInterval && await Reconcile().ConfigureAwait(false) > 0)
        {
            Worker!.Wake();
        }

        if (!_isTidy && !await Storage.HasPendingAsync().ConfigureAwait(false))
        {
            _isTidy = true;
            await Storage.TidyAsync().ConfigureAwait(false);
        }
    }

    private (long Depth, double OldestAge) Totals()
    {
        try
        {
            // The storage answers on its own thread, so blocking an exporter for it can't dead-lock.
            var totals = Storage.GetTotalsAsync().GetAwaiter().GetResult();
            return (totals.Waiting + totals.Sending, totals.OldestWaiting is { } oldest ? (_options.TimeProvider.GetUtcNow() - oldest).TotalSeconds : 0);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return (0, 0);
        }
    }
}
