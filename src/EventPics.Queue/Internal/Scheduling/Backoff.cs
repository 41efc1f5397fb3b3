namespace EventPics.Queue.Internal.Scheduling;

/// <summary>Calculates delays from what failed, and how often in a row.</summary>
internal static class Backoff
{
    /// <summary>No delay of any kind is longer.</summary>
    public static readonly TimeSpan MaxDelay = TimeSpan.FromHours(1);

    public static readonly TimeSpan MaxRetryAfter = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan PhotoBaseDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PhotoMaxDelay = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan SameUrlMinDelay = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan RejectedBaseDelay = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RejectedAloneBaseDelay = TimeSpan.FromMinutes(1);

    // The number of frequent probes while offline, for about ten minutes. Later ones become rarer.
    private const int FrequentProbes = 120;

    /// <summary>
    /// Gets the delay of a photo after consecutive failures, with full jitter, so that many computers don't return in step.
    /// </summary>
    /// <param name="failures">Consecutive failures, including this one.</param>
    /// <param name="jitter">From 0 to 1.</param>
    /// <param name="wasStarted">
    /// Whether bytes are sent to the same object again: storages reject more than one write per second to an object.
    /// </param>
    public static TimeSpan ForPhoto(int failures, double jitter, bool wasStarted)
    {
        var delay = Multiply(Exponential(PhotoBaseDelay, failures, PhotoMaxDelay), jitter);
        return wasStarted && delay < SameUrlMinDelay ? SameUrlMinDelay : delay;
    }

    /// <summary>Gets the delay of a photo that is rejected repeatedly while others succeed.</summary>
    /// <param name="times">How many such delays it has had.</param>
    public static TimeSpan ForPhotoRejectedAlone(int times) => Exponential(RejectedAloneBaseDelay, times + 1, MaxDelay);

    /// <summary>
    /// Gets the delay of a photo that was rejected, or whose upload URL was. Others are sent first, which shows whether the photo is the
    /// cause.
    /// </summary>
    public static TimeSpan ForRejectedPhoto(int rejections, double jitter) =>
        Multiply(Exponential(RejectedBaseDelay, rejections, PhotoMaxDelay), 0.5 + (jitter / 2));

    /// <summary>Gets the delay of the next probe of an open circuit.</summary>
    /// <param name="error">Why the circuit is open.</param>
    /// <param name="scope">The scope of the error.</param>
    /// <param name="probes">Probes that failed since the circuit opened.</param>
    /// <param name="jitter">From 0 to 1.</param>
    public static TimeSpan ForProbe(EventPicsError error, EventPicsErrorScope scope, int probes, double jitter) => error switch
    {
        EventPicsError.ApiKeyRejected => EarlyProbe(probes) ?? TimeSpan.FromMinutes(15),
        EventPicsError.RateLimited => Multiply(Exponential(TimeSpan.FromSeconds(10), probes + 1, PhotoMaxDelay), 1 + (jitter / 10)),
        EventPicsError.CaptivePortal => TimeSpan.FromSeconds(10),
        EventPicsError.UntrustedConnection => TimeSpan.FromSeconds(60),
        _ when scope is EventPicsErrorScope.Destination => EarlyProbe(probes) ?? Exponential(TimeSpan.FromMinutes(5), probes - 1, MaxDelay),
        _ when scope is EventPicsErrorScope.Upload or EventPicsErrorScope.UploadUrl =>
            EarlyProbe(probes) ?? Exponential(TimeSpan.FromMinutes(2), probes - 1, MaxDelay),
        _ when scope is EventPicsErrorScope.Service =>
            Multiply(Exponential(TimeSpan.FromSeconds(2), probes + 1, PhotoMaxDelay), 0.5 + (jitter / 2)),
        _ => Exponential(TimeSpan.FromSeconds(5), Math.Max(probes - FrequentProbes, 0) + 1, TimeSpan.FromSeconds(60)),
    };

    /// <summary>
    /// Gets the delay that a server requests, up to a limit, and a little more so that not all clients return at the same time.
    /// </summary>
    public static TimeSpan ForRetryAfter(TimeSpan requested, double jitter)
    {
        var bounded = requested > MaxRetryAfter ? MaxRetryAfter : requested < TimeSpan.Zero ? TimeSpan.Zero : requested;
        return bounded + Multiply(bounded, jitter / 10);
    }

    // Most rejections are single stray responses, so the first probes come soon.
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
