namespace EventPics.Queue.Internal;

/// <summary>How long to wait, given what failed and how often in a row. Pure.</summary>
internal static class Backoff
{
    /// <summary>No wait of any kind is longer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan PhotoBase = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PhotoCap = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan SameLinkPause = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan RefusedBase = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AloneBase = TimeSpan.FromMinutes(1);

    /// <summary>Probes while offline come this often for this many tries, about ten minutes, and thin out after that.</summary>
    private const int EagerProbes = 120;

    /// <summary>One picture after its n-th failure in a row: full jitter, so that many booths don't return in step.</summary>
    /// <param name="failures">Failures in a row, this one included.</param>
    /// <param name="jitter">From 0 to 1.</param>
    /// <param name="wasStarted">Bytes go to the same object again, and storages refuse more than one write a second there.</param>
    public static TimeSpan ForPhoto(int failures, double jitter, bool wasStarted)
    {
        var wait = Times(Grow(PhotoBase, failures, PhotoCap), jitter);
        return wasStarted && wait < SameLinkPause ? SameLinkPause : wait;
    }

    /// <summary>One photo that is refused again and again while others get through.</summary>
    /// <param name="times">How often it has waited like this before.</param>
    public static TimeSpan ForPhotoAlone(int times) => Grow(AloneBase, times + 1, Longest);

    /// <summary>One photo that was refused, or whose upload URL was: others go first, so that they can show who is at fault.</summary>
    public static TimeSpan ForRefusedPhoto(int rejects, double jitter) => Times(Grow(RefusedBase, rejects, PhotoCap), 0.5 + (jitter / 2));

    /// <summary>A paused scope before its next probe.</summary>
    /// <param name="error">Why it is paused.</param>
    /// <param name="scope">What the error is about.</param>
    /// <param name="probes">Probes that failed since the pause began.</param>
    /// <param name="jitter">From 0 to 1.</param>
    public static TimeSpan ForProbe(EventPicsError error, EventPicsErrorScope scope, int probes, double jitter) => error switch
    {
        EventPicsError.ApiKeyRejected => EarlyProbe(probes) ?? TimeSpan.FromMinutes(15),
        EventPicsError.RateLimited => Times(Grow(TimeSpan.FromSeconds(10), probes + 1, PhotoCap), 1 + (jitter / 10)),
        EventPicsError.CaptivePortal => TimeSpan.FromSeconds(10),
        EventPicsError.UntrustedConnection => TimeSpan.FromSeconds(60),
        _ when scope is EventPicsErrorScope.Destination => EarlyProbe(probes) ?? Grow(TimeSpan.FromMinutes(5), probes - 1, Longest),
        _ when scope is EventPicsErrorScope.Upload or EventPicsErrorScope.UploadUrl => EarlyProbe(probes) ?? Grow(TimeSpan.FromMinutes(2), probes - 1, Longest),
        _ when scope is EventPicsErrorScope.Service => Times(Grow(TimeSpan.FromSeconds(2), probes + 1, PhotoCap), 0.5 + (jitter / 2)),
        _ => Grow(TimeSpan.FromSeconds(5), Math.Max(probes - EagerProbes, 0) + 1, TimeSpan.FromSeconds(60)),
    };

    /// <summary>What a server asks for, within reason, and a little more so that not all come back at once.</summary>
    public static TimeSpan ForRetryAfter(TimeSpan asked, double jitter)
    {
        var bounded = asked > LongestRetryAfter ? LongestRetryAfter : asked < TimeSpan.Zero ? TimeSpan.Zero : asked;
        return bounded + Times(bounded, jitter / 10);
    }

    /// <summary>A single stray response is the most common refusal of all, so the first looks come soon.</summary>
    private static TimeSpan? EarlyProbe(int probes) => probes switch
    {
        0 => TimeSpan.FromSeconds(10),
        1 => TimeSpan.FromSeconds(60),
        _ => null,
    };

    private static TimeSpan Times(TimeSpan span, double factor) => TimeSpan.FromTicks((long)(span.Ticks * factor));

    private static TimeSpan Grow(TimeSpan first, int times, TimeSpan cap)
    {
        var grown = first.TotalSeconds * Math.Pow(2, Math.Min(Math.Max(times, 1) - 1, 30));
        return grown > cap.TotalSeconds ? cap : TimeSpan.FromSeconds(grown);
    }
}
