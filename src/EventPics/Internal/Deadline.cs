namespace EventPics.Internal;

/// <summary>Cancels after a while, by the clock the options name.</summary>
internal static class Deadline
{
    public static CancellationTokenSource After(TimeSpan delay, TimeProvider time) =>
#if NET
        new(delay, time);
#else
        time.CreateCancellationTokenSource(delay);
#endif
}
