namespace EventPics.Queue.Internal;

/// <summary>
/// Starts at the time of day and is monotonic from there on: setting the computer's clock makes no delay longer or shorter.
/// </summary>
internal sealed class MonotonicClock(TimeProvider time)
{
    private readonly DateTimeOffset _start = time.GetUtcNow();
    private readonly long _startedAt = time.GetTimestamp();

    public DateTimeOffset Now => _start + time.GetElapsedTime(_startedAt);
}
