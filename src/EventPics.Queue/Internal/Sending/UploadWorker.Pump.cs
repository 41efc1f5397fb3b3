namespace EventPics.Queue.Internal;

/// <content>The pump: claims what may go, starts it, and sleeps until more may.</content>
internal sealed partial class UploadWorker
{
    private void RequestPump()
    {
        if (Interlocked.Increment(ref _requests) == 1)
        {
            _pump = PumpAsync();
        }
    }

    private async Task PumpAsync()
    {
        int served;
        do
        {
            served = Volatile.Read(ref _requests);
            TimeSpan? next;
            try
            {
                next = await ClaimAllAsync().ConfigureAwait(false);
                _context.StorageTrouble = null;
            }
            catch (ObjectDisposedException) when (IsStopping)
            {
                return;
            }
            catch (Exception e)
            {
                // Whatever it was, the pump must live: nobody else starts anything.
                _context.TroubleWith(e);
                next = StorageRetry;
            }

            SleepUntil(next);
            await ReportQuietlyAsync().ConfigureAwait(false);
        }
        while (Interlocked.Add(ref _requests, -served) != 0);
    }

    private async Task<TimeSpan?> ClaimAllAsync()
    {
        // Both taken before the claims: what falls due between them and the questions below must not be missed.
        var now = _context.Pacer.Now;
        var probe = _context.Pacer.UntilNextProbe();
        await StartAllAsync(large: false).ConfigureAwait(false);
        await StartAllAsync(large: true).ConfigureAwait(false);
        if (MayStart && _context.Pacer.TryStartLook() is { } look)
        {
            _look = LookAsync(look);
        }

        probe = Soonest(probe, Soonest(_context.Pacer.UntilNextProbe(), MayStart ? _context.Pacer.UntilNextLook() : null));
        return Soonest(await _context.Storage.NextDueAsync(now).ConfigureAwait(false) - now, probe);
    }

    private bool MayStart => !IsStopping && _context.Switch is { IsPaused: false, IsHeld: false } && !_context.IsSettling;

    /// <summary>Asks the service for the events, only to see whether it is there and takes the key.</summary>
    private async Task LookAsync(AttemptTicket ticket)
    {
        try
        {
            await _context.Client.GetEventsAndAlbumsAsync(_stop.Token).ConfigureAwait(false);
            _context.Pacer.LookSucceeded(ticket);
        }
        catch (EventPicsException e)
        {
            _context.Pacer.LookFailed(ticket, e);
        }
        catch (Exception e)
        {
            _context.Pacer.LookAbandoned(ticket);
            Log.ProbeBroke(_context.Logger, e); // Stopped, or a client of a test that can't tell.
        }
        finally
        {
            Wake();
        }
    }

    private async Task StartAllAsync(bool large)
    {
        while (MayStart && _context.Pacer.Next(large) is { } request)
        {
            if (await _context.Storage.ClaimAsync(request).ConfigureAwait(false) is not { } job)
            {
                return;
            }

            Start(job);
        }
    }

    private void Start(UploadJob job)
    {
        UploadAttempt attempt = new(_context, job, _stop.Token);
        lock (_running)
        {
            // The attempt before this one may have given the job back a moment ago without having ended yet.
            _running[job.Id] = attempt;
        }

        attempt.Start(() =>
        {
            lock (_running)
            {
                if (_running.TryGetValue(job.Id, out var latest) && latest == attempt)
                {
                    _running.Remove(job.Id);
                }
            }

            Wake();
        });
    }

    private void SleepUntil(TimeSpan? next)
    {
        if (!IsStopping)
        {
            // The clock may have jumped since the row was written, so never sleep for long.
            var wait = next is { } known && known < LongestSleep ? known : LongestSleep;
            _due.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task ReportQuietlyAsync()
    {
        try
        {
            await ReportAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _context.TroubleWith(e); // As above: the pump must live.
        }
    }

    private async Task ReportAsync()
    {
        var report = CurrentReport();
        var isSame = report.Connection == _reported?.Connection && report.Reason == _reported.Reason && Near(report.Until, _reported.Until);
        if (IsStopping || (isSame && (report.LastContact is null || report.LastContact - _reported!.LastContact < ContactIsNews)))
        {
            return;
        }

        _reported = report;
        if (!isSame)
        {
            LogReport(report);
        }

        try
        {
            await _context.Storage.SaveSenderReportAsync(report).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Only for other processes to look at.
        }

        Reported?.Invoke(report);
    }

    private void LogReport(SenderReport report)
    {
        if (report.Reason is { } reason)
        {
            Log.HeldBack(_context.Logger, report.Connection, reason);
        }
        else
        {
            Log.ConnectionChanged(_context.Logger, report.Connection);
        }
    }

    private static bool Near(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null ? other is null : other is not null && (one.Value - other.Value).Duration() < TimeSpan.FromSeconds(1);

    private static TimeSpan? Soonest(TimeSpan? one, TimeSpan? other) => one is null ? other : other is null || one < other ? one : other;
}
