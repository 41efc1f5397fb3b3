namespace EventPics.Emulator.Internal.Exchanges;

/// <summary>Holds a transfer to a speed, measured from its start so that short waits that last too long do not add up.</summary>
internal sealed class RateLimiter(int bytesPerSecond, TimeProvider timeProvider)
{
    private const int LargestPortion = 64 * 1024;

    private readonly long _start = timeProvider.GetTimestamp();

    /// <summary>About a tenth of a second's worth.</summary>
    public int Portion => Math.Clamp(bytesPerSecond / 10, 1, LargestPortion);

    /// <summary>Waits until so many bytes are due.</summary>
    public async ValueTask WaitAsync(long bytes, CancellationToken cancellationToken)
    {
        TimeSpan early = TimeSpan.FromSeconds((double)bytes / bytesPerSecond) - timeProvider.GetElapsedTime(_start);
        if (early > TimeSpan.Zero)
        {
            await Task.Delay(early, timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }
}
