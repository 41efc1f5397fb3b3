namespace EventPics.Cli.Sending.Throttling;

/// <summary>Shares the bandwidth: each sender reserves the time that its bytes take.</summary>
internal sealed class BandwidthThrottle(BandwidthSchedule limit, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly long _start = time.GetTimestamp();
    private volatile BandwidthSchedule? _limit = limit;
    private TimeSpan _reserved;

    /// <summary>Uses another limit from now on, or none.</summary>
    public void Change(BandwidthSchedule? limit) => _limit = limit;

    /// <summary>Waits until the given number of bytes may have been sent.</summary>
    public async ValueTask WaitAsync(int bytes, CancellationToken cancellationToken)
    {
        if (_limit?.At(time.GetLocalNow().TimeOfDay) is not { } bytesPerSecond)
        {
            return;
        }

        TimeSpan wait;
        lock (_lock)
        {
            var now = time.GetElapsedTime(_start);
            _reserved = (_reserved > now ? _reserved : now) + TimeSpan.FromSeconds((double)bytes / bytesPerSecond);
            wait = _reserved - now;
        }

        await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
    }
}
