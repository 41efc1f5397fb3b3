namespace EventPics.Emulator.Internal.Exchanges;

/// <summary>Limits the rate of a transfer. It is measured from the start, so that inaccurate short waits do not add up.</summary>
internal sealed class RateLimiter(int bytesPerSecond, TimeProvider timeProvider)
{
    private const int MaxChunkSize = 64 * 1024;

    private readonly long _start = timeProvider.GetTimestamp();

    /// <summary>The number of bytes to transfer between two waits: about 100 ms worth.</summary>
    public int ChunkSize => Math.Clamp(bytesPerSecond / 10, 1, MaxChunkSize);

    /// <summary>Waits until this number of bytes is due.</summary>
    public async ValueTask WaitAsync(long bytes, CancellationToken cancellationToken)
    {
        var remaining = TimeSpan.FromSeconds((double)bytes / bytesPerSecond) - timeProvider.GetElapsedTime(_start);
        if (remaining > TimeSpan.Zero)
        {
            await Task.Delay(remaining, timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }
}
