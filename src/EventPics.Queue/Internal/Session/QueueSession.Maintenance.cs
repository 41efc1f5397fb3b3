using EventPics.Queue.Internal.Disk;
using EventPics.Queue.Internal.Scheduling;
using EventPics.Queue.Internal.Sending;
using EventPics.Queue.Internal.Spool;

namespace EventPics.Queue.Internal.Session;

/// <content>Becoming the sender, and the watch over other processes.</content>
internal sealed partial class QueueSession
{
    /// <summary>At once, or with the next look at the folder.</summary>
    public Task StartSendingAsync(EventPicsClient client)
    {
        _client = client;
        return PollAsync();
    }

    private async Task TryBecomeSenderAsync()
    {
        if (_client is not { } client || Worker is not null || LockFile.TryAcquire(_paths.SenderLock) is not { } taken)
        {
            return;
        }

        try
        {
            await BecomeSenderAsync(client).ConfigureAwait(false);
            _senderLock = taken;
        }
        catch
        {
            // Kept, it would bar every process for as long as this one lives, this one included.
            taken.Dispose();
            throw;
        }
    }

    private async Task BecomeSenderAsync(EventPicsClient client)
    {
        var adopted = await ReconcileAsync().ConfigureAwait(false);
        CompactJournal();
        var highest = await Storage.RecoverAsync().ConfigureAwait(false);
        SendScheduler pacer = new(_options.TimeProvider, _options.MaxConcurrency, Random.Shared.NextDouble);

        // The queue paces by itself: a call that waits between its own retries would hold a slot and hide the outage.
        SenderServices context = new(client.WithMaxRetries(0), Storage, new SpoolVerifier(Spool, _logger), _journal, pacer, _options.TimeProvider, _logger, _diagnostics)
        {
            VerifyUpTo = highest,
            JobChanged = NotifyChanged,
            JobsChanged = NotifyManyChanged,
            PauseState = _pauseState,
        };
        Throughput = context.Throughput;
        UploadWorker worker = new(context);
        worker.StatusChanged += _ => _dispatcher.Post(null);
        Worker = worker;
        Log.BecameSender(_logger, adopted);
        worker.Wake();
    }

    /// <summary>The log is a second memory: whatever keeps it from being shortened must not keep photos from being sent.</summary>
    private void CompactJournal()
    {
        try
        {
            _journal.Compact(RetentionLimit(), MinRememberedUploads);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.JournalNotCompacted(_logger, e.Message);
        }
    }

    private async Task<int> ReconcileAsync()
    {
        _reconciledAt = _options.TimeProvider.GetTimestamp();
        await Storage.PurgeUploadedAsync(RetentionLimit(), MinRememberedUploads).ConfigureAwait(false);
        return await _recovery.ReconcileAsync().ConfigureAwait(false);
    }

    private DateTimeOffset RetentionLimit()
    {
        var now = _options.TimeProvider.GetUtcNow();
        return _options.UploadedRetention < now - DateTimeOffset.MinValue ? now - _options.UploadedRetention : DateTimeOffset.MinValue;
    }

    /// <summary>Twice a second: did other processes change anything, is the sender gone, is there anything to clear away?</summary>
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

            _dispatcher.CheckContext();
            await TryBecomeSenderAsync().ConfigureAwait(false);
            if (await Storage.HasExternalChangesAsync().ConfigureAwait(false))
            {
                await OnExternalChangeAsync().ConfigureAwait(false);
            }

            if (Worker is not null)
            {
                await RunMaintenanceAsync(Worker).ConfigureAwait(false);
            }

            _lastError = null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Twice a second the same would fill the log, and the disk that is perhaps the trouble.
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
        _isCheckpointed = false;
        var retries = await Storage.CountRetriesAsync().ConfigureAwait(false);
        if (retries != _retryCount)
        {
            Worker?.RetryNow(networkOnly: false); // A person asked, at another program.
        }

        _retryCount = retries;
        if (Worker is { } worker)
        {
            await worker.CancelLostClaimsAsync().ConfigureAwait(false);
            worker.Wake();
        }

        _dispatcher.Post(null);
        Changes.Set(job: null);
    }

    private async Task RunMaintenanceAsync(UploadWorker worker)
    {
        if (_options.TimeProvider.GetElapsedTime(_reconciledAt) > ReconcileInterval && await ReconcileAsync().ConfigureAwait(false) > 0)
        {
            worker.Wake();
        }

        if (!_isCheckpointed && (!await Storage.HasPendingAsync().ConfigureAwait(false) || (worker.IsIdle && _options.TimeProvider.GetElapsedTime(_checkpointedAt) > CheckpointInterval)))
        {
            _checkpointedAt = _options.TimeProvider.GetTimestamp();
            _isCheckpointed = true; // Before it begins, so that a change meanwhile shows.
            if (!await Storage.CheckpointAsync().ConfigureAwait(false))
            {
                _isCheckpointed = false;
            }
        }
    }

    private (long Depth, double OldestAge) MeasureBacklog()
    {
        try
        {
            // The storage answers on its own thread, so blocking an exporter for it can't dead-lock.
            var totals = Storage.GetCountsAsync().GetAwaiter().GetResult();
            return (totals.Waiting + totals.Sending, totals.OldestWaiting is { } oldest ? (_options.TimeProvider.GetUtcNow() - oldest).TotalSeconds : 0);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return (0, 0);
        }
    }
}
