namespace EventPics.Queue.Internal;

/// <summary>The time of day as it was when it began, and monotonic from there on: setting the computer's clock makes no wait longer or shorter.</summary>
internal sealed class MonotonicClock(TimeProvider time)
{
    private readonly DateTimeOffset _began = time.GetUtcNow();
    private readonly long _beganAt = time.GetTimestamp();

    public DateTimeOffset Now => _began + time.GetElapsedTime(_beganAt);
}
