namespace EventPics.Queue.Internal.Jobs;

/// <summary>Times as they are stored: milliseconds since 1970, UTC.</summary>
internal static class UnixTime
{
    /// <summary>
    /// Converts a stored time. A value out of range, which an edited row or line can have, becomes the nearest valid time.
    /// </summary>
    public static DateTimeOffset FromMilliseconds(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(Math.Max(milliseconds, 0), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));
}
