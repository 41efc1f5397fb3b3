using EventPics.Queue.Internal.Disk;
using EventPics.Queue.Internal.Events;
using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Local;
using EventPics.Queue.Internal.Recovery;
using EventPics.Queue.Internal.Sending;
using EventPics.Queue.Internal.Spool;
using Microsoft.Extensions.Logging;

namespace EventPics.Queue.Internal.Session;

/// <summary>An open queue: its storage and spool, the watch over other processes, and the worker while this process is the sender.</summary>
internal sealed partial class QueueSession : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ReconcileInterval = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan CheckpointInterval = TimeSpan.FromMinutes(1);

    /// <summary>Uploads that are remembered whatever their dates, since a clock can be months off and be put right later.</summary>
    private const int MinRememberedUploads = 50_000;

    private volatile EventPicsClient? _client;
    private readonly UploadQueueOptions _options;
    private readonly PauseState _pauseState;
    private readonly ILogger _logger;
    private readonly ChangedEventDispatcher _dispatcher;
    private readonly UploadJournal _journal;
    private readonly Diagnostics _diagnostics;
    private readonly ITimer _pollTimer;
    private readonly QueuePaths _paths;
    private readonly SemaphoreSlim _pollLock = new(1);
    private readonly QueueRecovery _recovery;
    private LockFile? _senderLock;
    private long _reconciledAt;
    private long _checkpointedAt;
    private long _retryCount;
    private bool _isCheckpointed;
    private bool _isDisposed;
    private string? _lastError;

    private QueueSession(
        EventPicsClient? client, UploadQueueOptions options, PauseState sending, QueuePaths paths, ILocalQueueStorage storage, SpoolFolder spool, UploadJournal journal, RemovalLog removals, ChangedEventDispatcher notifier, ILogger logger)
    {
        (_client, _options, _pauseState, _paths, Storage, Spool, _journal, Removals, _dispatcher, _logger) = (client, options, sending, paths, storage, spool, journal, removals, notifier, logger);
        _recovery = new QueueRecovery(storage, spool, journal, removals, options, logger);
        _diagnostics = new Diagnostics(options.AccountName, MeasureBacklog);
        _pollTimer = ExecutionContextFlow.CreateTimer(options.TimeProvider, static engine => _ = ((QueueSession)engine!).PollAsync(), this);
    }

    public ILocalQueueStorage Storage { get; }

    public SpoolFolder Spool { get; }

    public RemovalLog Removals { get; }

    public ChangeSignal Changes { get; } = new();

    public UploadWorker? Worker { get; private set; }

    public ThroughputMeter? Throughput { get; private set; }

    public ILogger Logger => _logger;

    public UploadQueueOptions Options => _options;

    public static async Task<QueueSession> OpenAsync(EventPicsClient? client, UploadQueueOptions options, PauseState sending, ChangedEventDispatcher notifier, ILogger logger, CancellationToken cancellationToken)
    {
        QueuePaths paths = new(options.ResolveFolder());
        SpoolFolder spool = new(paths.Spool, options.SourceFilesNeverChange);
        UploadJournal journal = new(paths.Journal);
        RemovalLog removals = new(paths.Removals, options.TimeProvider);
        var storage = await new QueueOpener(paths, spool, journal, removals, options, logger).OpenAsync(cancellationToken).ConfigureAwait(false);
        QueueSession engine = new(client, options, sending, paths, storage, spool, journal, removals, notifier, logger);
        try
        {
            var totals = await storage.GetCountsAsync().ConfigureAwait(false);
            Log.Opened(logger, paths.Folder, totals.Waiting + totals.Sending, totals.Failed);
            await storage.HasExternalChangesAsync().ConfigureAwait(false);
            engine._retryCount = await storage.CountRetriesAsync().ConfigureAwait(false);
            await engine.TryBecomeSenderAsync().ConfigureAwait(false);
            engine._pollTimer.Change(PollInterval, PollInterval);
            return engine;
        }
        catch
        {
            await engine.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>A job changed here: tell the program, and let the worker look.</summary>
    public void NotifyChanged(QueueJob job, long bytesSent)
    {
        _isCheckpointed = false;
        _dispatcher.Post(job.ToPublic(bytesSent));
        if (bytesSent == 0)
        {
            Changes.Set(job);
        }
    }

    /// <summary>
    /// Brings a job's sidecar in line with its row. That is a second memory: a disk that is full for it must neither hide what was done nor keep it from
    /// being sent.
    /// </summary>
    public void TryWriteSidecar(QueueJob job)
    {
        try
        {
            Spool.WriteSidecar(job);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotReconciled(_logger, job.Id, e);
        }
    }

    /// <summary>Several jobs may have changed here, and what waits may be due.</summary>
    public void NotifyManyChangedAndRetry()
    {
        _isCheckpointed = false;
        Worker?.RetryNow(networkOnly: false);
        _dispatcher.Post(null);
        Changes.Set(job: null);
    }

    /// <summary>Several jobs changed here, and nobody asked for them to be tried now.</summary>
    private void NotifyManyChanged()
    {
        _isCheckpointed = false;
        _dispatcher.Post(null);
        Changes.Set(job: null);
    }

    /// <summary>What the status tells when the folder was deleted: the open database goes on in a file that has no name any more.</summary>
    public SenderStatus? DetectDeletedFolder() => File.Exists(_paths.Database) ? null : new SenderStatus(
        QueueHealth.StorageError,
        $"The queue's folder '{_paths.Folder}' or the database in it was deleted while the queue was open. Restart the program, which creates a new folder, and find out what deleted it.",
        null);

    /// <summary>Whether another process sends from this folder.</summary>
    public bool IsOtherProcessSending()
    {
        if (Worker is not null)
        {
            return false;
        }

        using var probe = LockFile.TryAcquire(_paths.SenderLock);
        return probe is null;
    }

    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        Storage.StopWaitingForLocks();
        await _pollTimer.DisposeAsync().ConfigureAwait(false);
        await _pollLock.WaitAsync().ConfigureAwait(false);
        try
        {
            if (Worker is { } worker)
            {
                await worker.DisposeAsync().ConfigureAwait(false);
                await Storage.SaveSenderStatusAsync(new SenderStatus(QueueHealth.NotSending, null, null, worker.GetStatus().LastContact)).ConfigureAwait(false);
                await Storage.CheckpointAsync().ConfigureAwait(false);
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
            Changes.Set(job: null);
            _pollLock.Release();
        }
    }
}
