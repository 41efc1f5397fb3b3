namespace EventPics.Internal;

/// <summary>Waits by the clock that the options give.</summary>
internal static class Waiting
{
    public static Task DelayAsync(TimeProvider time, TimeSpan delay, CancellationToken cancellationToken) =>
#if NET
        Task.Delay(delay, time, cancellationToken);
#else
        time.Delay(delay, cancellationToken);
#endif
}
