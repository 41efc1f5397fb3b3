namespace EventPics.Queue.Internal;

/// <content>Becoming the sender, and the watch over other processes.</content>
internal sealed partial class QueueEngine
{
    /// <summary>At once, or with the next look at the folder.</summary>
    public Task StartSendingAsync(EventPicsClient client)
    {
        _client = client;
        return WatchAsync();
    }

    private async Task TryBecomeSenderAsync()
    {
        if (_client is not { } client || Worker is not null || LockFile.TryTake(_paths.SenderLock) is not { } taken)
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
        var adopted = await Reconcile().ConfigureAwait(false);
        Compact();
        var highest = await Storage.RecoverAsync().ConfigureAwait(false);
        Pacer pacer = new(_options.TimeProvider, _options.MaxConcurrency, Random.Shared.NextDouble);

        // The queue paces by itself: a call that waits between its own retries would hold a slot and hide the outage.
        SendContext context = new(client.WithMaxRetries(0), Storage, new QueueSpool(Spool, _logger), _journal, pacer, _options.TimeProvider, _logger, _diagnostics)
        {
            VerifyUpTo = highest,
            Changed = Changed,
            ChangedMany = SettledMany,
            Switch = _sending,
        };
        Speed = context.Speed;
        UploadWorker worker = new(context);
        worker.Reported += _ => _notifier.Post(null);
        Worker = worker;
        Log.BecameSender(_logger, adopted);
        worker.Wake();
    }

    /// <summary>The log is a second memory: whatever keeps it from being shortened must not keep photos from being sent.</summary>
    private void Compact()
    {
        try
        {
            _journal.Compact(OldestRemembered(), AlwaysRemembered);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.JournalNotCompacted(_logger, e.Message);
        }
    }

    private async Task<int> Reconcile()
    {
        _reconciledAt = _options.TimeProvider.GetTimestamp();
        await Storage.PurgeUploadedAsync(OldestRemembered(), AlwaysRemembered).ConfigureAwait(false);
        return await _recovery.ReconcileAsync().ConfigureAwait(false);
    }

    private DateTimeOffset OldestRemembered()
    {
        var now = _options.TimeProvider.GetUtcNow();
        return _options.KeepUploadedFor < now - DateTimeOffset.MinValue ? now - _options.KeepUploadedFor : DateTimeOffset.MinValue;
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

            _notifier.Check();
            await TryBecomeSenderAsync().ConfigureAwait(false);
            if (await Storage.ChangedByOthersAsync().ConfigureAwait(false))
            {
                await HearOthersAsync().ConfigureAwait(false);
            }

            if (Worker is not null)
            {
                await ClearAwayAsync(Worker).ConfigureAwait(false);
            }

            _trouble = null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Twice a second the same would fill the log, and the disk that is perhaps the trouble.
            if (_trouble != e.Message)
            {
                _trouble = e.Message;
                Log.StorageFailed(_logger, e);
            }
        }
        finally
        {
            _watching.Release();
        }
    }

    private async Task HearOthersAsync()
    {
        _isTidy = false;
        var retries = await Storage.CountRetriesAsync().ConfigureAwait(false);
        if (retries != _retries)
        {
            Worker?.Hurry(networkOnly: false); // A person asked, at another program.
        }

        _retries = retries;
        if (Worker is { } worker)
        {
            await worker.CancelLostAsync().ConfigureAwait(false);
            worker.Wake();
        }

        _notifier.Post(null);
        Pulse.Beat(job: null);
    }

    private async Task ClearAwayAsync(UploadWorker worker)
    {
        if (_options.TimeProvider.GetElapsedTime(_reconciledAt) > ReconcileInterval && await Reconcile().ConfigureAwait(false) > 0)
        {
            worker.Wake();
        }

        if (!_isTidy && (!await Storage.HasPendingAsync().ConfigureAwait(false) || (worker.IsIdle && _options.TimeProvider.GetElapsedTime(_tidiedAt) > TidyInterval)))
        {
            _tidiedAt = _options.TimeProvider.GetTimestamp();
            _isTidy = true; // Before it begins, so that a change meanwhile shows.
            if (!await Storage.TidyAsync().ConfigureAwait(false))
            {
                _isTidy = false;
            }
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
