using System.Net.Http.Headers;

namespace EventPics.Internal.Failures;

/// <summary>Reads the Retry-After header.</summary>
internal static class RetryAfterHeader
{
    /// <summary>The longest delay accepted. A server that says "tomorrow" is retried before the party is over.</summary>
    public static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(10);

    /// <summary>Returns the delay, from 0 to 10 minutes; <see langword="null"/> without a valid header.</summary>
    public static TimeSpan? Read(HttpResponseHeaders headers, TimeProvider time)
    {
        // A date is compared with the server's own clock: this computer's may be years off.
        var delay = headers.RetryAfter?.Delta ?? headers.RetryAfter?.Date - (headers.Date ?? time.GetUtcNow());
        return delay is null || delay < TimeSpan.Zero ? null : delay > MaxDelay ? MaxDelay : delay;
    }
}
