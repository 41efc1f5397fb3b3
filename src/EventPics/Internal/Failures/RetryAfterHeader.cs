using System.Net.Http.Headers;

namespace EventPics.Internal.Failures;

/// <summary>Reads how long a server asks to wait.</summary>
internal static class RetryAfterHeader
{
    /// <summary>The longest wait believed. A server that says "tomorrow" is asked again before the party is over.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>The wait, from 0 to 10 minutes; <see langword="null"/> when none is asked or the header makes no sense.</summary>
    public static TimeSpan? Read(HttpResponseHeaders headers, TimeProvider time)
    {
        // A date is measured against the server's own clock: this computer's may be years off.
        var wait = headers.RetryAfter?.Delta ?? headers.RetryAfter?.Date - (headers.Date ?? time.GetUtcNow());
        return wait is null || wait < TimeSpan.Zero ? null : wait > Longest ? Longest : wait;
    }
}
