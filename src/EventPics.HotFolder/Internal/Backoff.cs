namespace EventPics.HotFolder.Internal;

/// <summary>Exponential backoff for everything that is retried.</summary>
internal static class Backoff
{
    private const int MaxDoublings = 16;

    /// <summary>Returns the delay before the next attempt: doubled with each failure, up to a maximum.</summary>
    public static TimeSpan Delay(int failures, TimeSpan first, TimeSpan max)
    {
        var delay = TimeSpan.FromTicks(first.Ticks << Math.Min(failures, MaxDoublings));
        return delay < max ? delay : max;
    }
}
