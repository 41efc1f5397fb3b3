using EventPics.Queue.Internal.Events;
using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Local;
using EventPics.Queue.Internal.Sending;
using EventPics.Queue.Internal.Spool;
using Microsoft.Extensions.Logging;

namespace EventPics.Queue.Internal.Session;

/// <summary>An open queue: polls for changes by other processes, runs election and maintenance, and closes everything in order.</summary>
internal sealed class QueueSession : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    private readonly LocalBackend _backend;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Diagnostics _diagnostics;
    private readonly QueueMaintenance _maintenance;
    private readonly ITimer _pollTimer;
    private readonly SemaphoreSlim _pollLock = new(1);
    private long _retryCount;
    private bool _isDisposed;
    private string? _lastError;

    private QueueSession(LocalBackend backend, UploadQueueOptions options, PauseState pauseState, ChangedEventDispatcher dispatcher, ILogger logger)
    {
        (_backend, _time, _logger) = (backend, options.TimeProvider, logger);
        Changes = new QueueChanges(dispatcher);
        _diagnostics = new Diagnostics(options.AccountName, MeasureBacklog);
        _maintenance = new QueueMaintenance(backend, Changes, options, logger);
        Sender = new SenderElection(backend, _maintenance, Changes, _diagnostics, pauseState, options, logger);
        Enqueuer = new Enqueuer(Storage, Spool, Changes, Sender, options, logger);
        Editor = new JobEditor(Storage, Spool, backend.Removals, Changes, Sender, _time, logger);
        _pollTimer = ExecutionContextFlow.CreateTimer(_time, static session => _ = ((QueueSession)session!).PollAsync(), this);
    }

    public IQueueStorage Storage => _backend.Storage;

    public SpoolFolder Spool => _backend.Spool;

    public QueueChanges Changes { get; }

    public SenderElection Sender { get; }

    public UploadWorker? Worker => Sender.Worker;

    public Enqueuer Enqueuer { get; }

    public JobEditor Editor { get; }

    public static async Task<QueueSession> OpenAsync(
        EventPicsClient? client, string folder, UploadQueueOptions options, PauseState pauseState, ChangedEventDispatcher dispatcher,
        ILogger logger, CancellationToken cancellationToken)
    {
        var backend = await LocalBackend.OpenAsync(folder, options, logger, cancellationToken).ConfigureAwait(false);
        var session = new QueueSession(backend, options, pauseState, dispatcher, logger);
        try
        {
            await session.StartAsync(client).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public Exporter CreateExporter(string folder) => new(Storage, Spool, Changes, Sender, _time, _logger, folder);

    /// <summary>Becomes the sender now, or at the next poll that finds no other sender.</summary>
    public Task StartSendingAsync(EventPicsClient client)
    {
        Sender.UseClient(client);
        return PollAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _isDisposed = true;
        _backend.Storage.StopWaitingForLocks();
        await _pollTimer.DisposeAsync().ConfigureAwait(false);
        await _pollLock.WaitAsync().ConfigureAwait(false);
        try
        {
            await Sender.StopAsync().ConfigureAwait(false);
        }
        catch (UploadQueueException e)
        {
            Log.StorageFailed(_logger, e);
        }
        finally
        {
            _diagnostics.Dispose();
            await _backend.DisposeAsync().ConfigureAwait(false);
            Sender.Dispose();
            Changes.Close();
            _pollLock.Release();
        }
    }

    private async Task StartAsync(EventPicsClient? client)
    {
        var counts = await Storage.GetCountsAsync().ConfigureAwait(false);
        Log.Opened(_logger, _backend.Folder, counts.Waiting + counts.Sending, counts.Failed);
        await Storage.HasExternalChangesAsync().ConfigureAwait(false);
        _retryCount = await Storage.CountRetriesAsync().ConfigureAwait(false);
        await Sender.LoadAsync().ConfigureAwait(false);
        if (client is not null)
        {
            Sender.UseClient(client);
        }

        await Sender.TryBecomeSenderAsync().ConfigureAwait(false);
        _pollTimer.Change(PollInterval, PollInterval);
    }

    private async Task PollAsync()
    {
        if (!await _pollLock.WaitAsync(0).ConfigureAwait(false))
        {
            return;
        }

        try
        {
            if (_isDisposed)
            {
                return;
            }

            Changes.CheckContext();
            await Sender.TryBecomeSenderAsync().ConfigureAwait(false);
            if (await Storage.HasExternalChangesAsync().ConfigureAwait(false))
            {
                await OnExternalChangeAsync().ConfigureAwait(false);
            }

            if (Worker is { } worker)
            {
                await _maintenance.RunAsync(worker).ConfigureAwait(false);
            }

            _lastError = null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Logged once: twice a second it would fill the log, and perhaps the disk whose failure it reports.
            if (_lastError != e.Message)
            {
                _lastError = e.Message;
                Log.StorageFailed(_logger, e);
            }
        }
        finally
        {
            _pollLock.Release();
        }
    }

    private async Task OnExternalChangeAsync()
    {
        try
        {
            var retries = await Storage.CountRetriesAsync().ConfigureAwait(false);
            if (retries != _retryCount)
            {
                Worker?.RetryNow(networkOnly: false); // A person requested it in another program.
            }

            _retryCount = retries;
            if (Worker is { } worker)
            {
                await worker.CancelLostClaimsAsync().ConfigureAwait(false);
                worker.Wake();
            }
        }
        finally
        {
            Changes.ReportAll(); // The storage reports each change once, so it must not get lost with a failure here.
        }
    }

    private (long Depth, double OldestAge) MeasureBacklog()
    {
        try
        {
            // The storage runs on a thread of its own, so blocking a metrics exporter can't cause a deadlock.
            var counts = Storage.GetCountsAsync().GetAwaiter().GetResult();
            return (counts.Waiting + counts.Sending, counts.OldestWaiting is { } oldest ? (_time.GetUtcNow() - oldest).TotalSeconds : 0);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return (0, 0);
        }
    }
}
