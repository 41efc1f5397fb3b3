namespace EventPics.Queue.Internal;

/// <content>Becoming the sender, and the watch over other processes.</content>
internal sealed partial class QueueEngine
{
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
