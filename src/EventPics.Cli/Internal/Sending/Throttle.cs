namespace EventPics.Cli.Internal;

/// <summary>Hands out the line's time: everybody who sends books the time that his bytes take.</summary>
internal sealed class Throttle(BandwidthLimit limit, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _booked;

    /// <summary>Waits until so many bytes may have gone out.</summary>
    public async ValueTask WaitAsync(int bytes, CancellationToken cancellationToken)
    {
        if (limit.At(time.GetLocalNow().TimeOfDay) is not { } bytesPerSecond)
        {
            return;
        }

        TimeSpan wait;
        lock (_lock)
        {
            var now = time.GetElapsedTime(_start);
            _booked = (_booked > now ? _booked : now) + TimeSpan.FromSeconds((double)bytes / bytesPerSecond);
            wait = _booked - now;
        }

        await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
    }
}
