namespace EventPics.Queue.Internal.Scheduling;

/// <summary>How long to wait, given what failed and how often in a row. Pure.</summary>
internal static class Backoff
{
    /// <summary>No wait of any kind is longer.</summary>
    public static readonly TimeSpan MaxDelay = TimeSpan.FromHours(1);

    public static readonly TimeSpan MaxRetryAfter = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan PhotoBaseDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PhotoMaxDelay = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan SameUrlMinDelay = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan RejectedBaseDelay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RejectedAloneBaseDelay = TimeSpan.FromMinutes(1);

    /// <summary>Probes while offline come this often for this many tries, about ten minutes, and thin out after that.</summary>
    private const int FrequentProbes = 120;

    /// <summary>One picture after its n-th failure in a row: full jitter, so that many booths don't return in step.</summary>
    /// <param name="failures">Failures in a row, this one included.</param>
    /// <param name="jitter">From 0 to 1.</param>
    /// <param name="wasStarted">Bytes go to the same object again, and storages refuse more than one write a second there.</param>
    public static TimeSpan ForPhoto(int failures, double jitter, bool wasStarted)
    {
        var wait = Multiply(Exponential(PhotoBaseDelay, failures, PhotoMaxDelay), jitter);
        return wasStarted && wait < SameUrlMinDelay ? SameUrlMinDelay : wait;
    }

    /// <summary>One photo that is refused again and again while others get through.</summary>
    /// <param name="times">How often it has waited like this before.</param>
    public static TimeSpan ForPhotoRejectedAlone(int times) => Exponential(RejectedAloneBaseDelay, times + 1, MaxDelay);

    /// <summary>One photo that was refused, or whose upload URL was: others go first, so that they can show who is at fault.</summary>
    public static TimeSpan ForRejectedPhoto(int rejects, double jitter) => Multiply(Exponential(RejectedBaseDelay, rejects, PhotoMaxDelay), 0.5 + (jitter / 2));

    /// <summary>A paused scope before its next probe.</summary>
    /// <param name="error">Why it is paused.</param>
    /// <param name="scope">What the error is about.</param>
    /// <param name="probes">Probes that failed since the pause began.</param>
    /// <param name="jitter">From 0 to 1.</param>
    public static TimeSpan ForProbe(EventPicsError error, EventPicsErrorScope scope, int probes, double jitter) => error switch
    {
        EventPicsError.ApiKeyRejected => EarlyProbe(probes) ?? TimeSpan.FromMinutes(15),
        EventPicsError.RateLimited => Multiply(Exponential(TimeSpan.FromSeconds(10), probes + 1, PhotoMaxDelay), 1 + (jitter / 10)),
        EventPicsError.CaptivePortal => TimeSpan.FromSeconds(10),
        EventPicsError.UntrustedConnection => TimeSpan.FromSeconds(60),
        _ when scope is EventPicsErrorScope.Destination => EarlyProbe(probes) ?? Exponential(TimeSpan.FromMinutes(5), probes - 1, MaxDelay),
        _ when scope is EventPicsErrorScope.Upload or EventPicsErrorScope.UploadUrl => EarlyProbe(probes) ?? Exponential(TimeSpan.FromMinutes(2), probes - 1, MaxDelay),
        _ when scope is EventPicsErrorScope.Service => Multiply(Exponential(TimeSpan.FromSeconds(2), probes + 1, PhotoMaxDelay), 0.5 + (jitter / 2)),
        _ => Exponential(TimeSpan.FromSeconds(5), Math.Max(probes - FrequentProbes, 0) + 1, TimeSpan.FromSeconds(60)),
    };

    /// <summary>What a server asks for, within reason, and a little more so that not all come back at once.</summary>
    public static TimeSpan ForRetryAfter(TimeSpan asked, double jitter)
    {
        var bounded = asked > MaxRetryAfter ? MaxRetryAfter : asked < TimeSpan.Zero ? TimeSpan.Zero : asked;
        return bounded + Multiply(bounded, jitter / 10);
    }

    /// <summary>A single stray response is the most common refusal of all, so the first looks come soon.</summary>
    private static TimeSpan? EarlyProbe(int probes) => probes switch
    {
        0 => TimeSpan.FromSeconds(10),
        1 => TimeSpan.FromSeconds(60),
        _ => null,
    };

    private static TimeSpan Multiply(TimeSpan span, double factor) => TimeSpan.FromTicks((long)(span.Ticks * factor));

    private static TimeSpan Exponential(TimeSpan first, int times, TimeSpan cap)
    {
        var grown = first.TotalSeconds * Math.Pow(2, Math.Min(Math.Max(times, 1) - 1, 30));
        return grown > cap.TotalSeconds ? cap : TimeSpan.FromSeconds(grown);
    }
}
