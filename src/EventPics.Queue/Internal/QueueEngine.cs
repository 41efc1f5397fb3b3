using Microsoft.Extensions.Logging;

namespace EventPics.Queue.Internal;

/// <summary>An open queue: its storage and spool, the watch over other processes, and the worker while this process is the sender.</summary>
internal sealed partial class QueueEngine : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ReconcileInterval = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan TidyInterval = TimeSpan.FromMinutes(1);

    /// <summary>Uploads that are remembered whatever their dates, since a clock can be months off and be put right later.</summary>
    private const int AlwaysRemembered = 50_000;

    private volatile EventPicsClient? _client;
    private readonly UploadQueueOptions _options;
    private readonly SendSwitch _sending;
    private readonly ILogger _logger;
    private readonly ChangeNotifier _notifier;
    private readonly UploadJournal _journal;
    private readonly Diagnostics _diagnostics;
    private readonly ITimer _poll;
    private readonly QueuePaths _paths;
    private readonly SemaphoreSlim _watching = new(1);
    private readonly Recovery _recovery;
    private LockFile? _senderLock;
    private long _reconciledAt;
    private long _tidiedAt;
    private long _retries;
    private bool _isTidy;
    private bool _isDisposed;
    private string? _trouble;

    private QueueEngine(
        EventPicsClient? client, UploadQueueOptions options, SendSwitch sending, QueuePaths paths, IQueueStorage storage, SpoolFolder spool, UploadJournal journal, RemovalLog removals, ChangeNotifier notifier, ILogger logger)
    {
        (_client, _options, _sending, _paths, Storage, Spool, _journal, Removals, _notifier, _logger) = (client, options, sending, paths, storage, spool, journal, removals, notifier, logger);
        _recovery = new Recovery(storage, spool, journal, removals, options, logger);
        _diagnostics = new Diagnostics(options.AccountName, Totals);
        _poll = ContextFlow.CreateTimer(options.TimeProvider, static engine => _ = ((QueueEngine)engine!).WatchAsync(), this);
    }

    public IQueueStorage Storage { get; }

    public SpoolFolder Spool { get; }

    public RemovalLog Removals { get; }

    public ChangePulse Pulse { get; } = new();

    public UploadWorker? Worker { get; private set; }

    public SpeedMeter? Speed { get; private set; }

    public ILogger Logger => _logger;

    public UploadQueueOptions Options => _options;

    public static async Task<QueueEngine> OpenAsync(EventPicsClient? client, UploadQueueOptions options, SendSwitch sending, ChangeNotifier notifier, ILogger logger, CancellationToken cancellationToken)
    {
        QueuePaths paths = new(options.ResolveFolder());
        SpoolFolder spool = new(paths.Spool, options.SourceFilesNeverChange);
        UploadJournal journal = new(paths.Journal);
        RemovalLog removals = new(paths.Removals, options.TimeProvider);
        var storage = await new QueueOpener(paths, spool, journal, removals, options, logger).OpenAsync(cancellationToken).ConfigureAwait(false);
        QueueEngine engine = new(client, options, sending, paths, storage, spool, journal, removals, notifier, logger);
        try
        {
            var totals = await storage.GetTotalsAsync().ConfigureAwait(false);
            Log.Opened(logger, paths.Folder, totals.Waiting + totals.Sending, totals.SetAside);
            await storage.ChangedByOthersAsync().ConfigureAwait(false);
            engine._retries = await storage.CountRetriesAsync().ConfigureAwait(false);
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
            Pulse.Beat(job);
        }
    }

    /// <summary>
    /// Brings a job's sidecar in line with its row. That is a second memory: a disk that is full for it must neither hide what was done nor keep it from
    /// being sent.
    /// </summary>
    public void Rewrite(UploadJob job)
    {
        try
        {
            Spool.Rewrite(job);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotReconciled(_logger, job.Id, e);
        }
    }

    /// <summary>Several jobs may have changed here, and what waits may be due.</summary>
    public void ChangedMany()
    {
        _isTidy = false;
        Worker?.Hurry(networkOnly: false);
        _notifier.Post(null);
        Pulse.Beat(job: null);
    }

    /// <summary>Several jobs changed here, and nobody asked for them to be tried now.</summary>
    private void SettledMany()
    {
        _isTidy = false;
        _notifier.Post(null);
        Pulse.Beat(job: null);
    }

    /// <summary>What the status tells when the folder was deleted: the open database goes on in a file that has no name any more.</summary>
    public SenderReport? ReportLoss() => File.Exists(_paths.Database) ? null : new SenderReport(
        QueueConnection.StorageTrouble,
        $"The queue's folder '{_paths.Folder}' or the database in it was deleted while the queue was open. Restart the program, which creates a new folder, and find out what deleted it.",
        null);

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
        Storage.StopWaiting();
        await _poll.DisposeAsync().ConfigureAwait(false);
        await _watching.WaitAsync().ConfigureAwait(false);
        try
        {
            if (Worker is { } worker)
            {
                await worker.DisposeAsync().ConfigureAwait(false);
                await Storage.SaveSenderReportAsync(new SenderReport(QueueConnection.NotSending, null, null, worker.CurrentReport().LastContact)).ConfigureAwait(false);
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
            Pulse.Beat(job: null);
            _watching.Release();
        }
    }
}
