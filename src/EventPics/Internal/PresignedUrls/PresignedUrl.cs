using System.Globalization;

namespace EventPics.Internal.PresignedUrls;

/// <summary>
/// The data in the query of an upload URL: how long it is valid, which kind of storage it belongs to, what its signature covers.
/// </summary>
/// <param name="Lifetime">How long it is valid from its arrival; <see langword="null"/> if it does not say.</param>
/// <param name="ExpiresAt">When it expires, by the server's clock; <see langword="null"/> if it does not say.</param>
/// <param name="IsAzure">Whether the storage needs Azure's extra header.</param>
/// <param name="BindsContentType">Whether the signature covers the content type.</param>
/// <param name="SendsETag">Whether its kind of storage (S3, R2, Google) sends an ETag with every success.</param>
internal sealed record PresignedUrl(TimeSpan? Lifetime, DateTimeOffset? ExpiresAt, bool IsAzure, bool BindsContentType, bool SendsETag)
{
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(7);

    /// <summary>Reads the query of an upload URL.</summary>
    public static PresignedUrl Read(Uri url)
    {
        TimeSpan? lifetime = null;
        DateTimeOffset? expiresAt = null;
        bool hasSignature = false, hasVersion = false, bindsType = false, sendsETag = false;

        // Runs for every upload, so only the few values that matter are copied.
        var rest = Query(url);
        while (!rest.IsEmpty)
        {
            var pair = Until(rest, '&');
            rest = rest.Slice(Math.Min(pair.Length + 1, rest.Length));
            var name = Until(pair, '=');
            if (name.IsEmpty || name.Length == pair.Length)
            {
                continue;
            }

            var value = pair.Slice(name.Length + 1);
            sendsETag |= name.StartsWith("X-Amz-".AsSpan(), StringComparison.OrdinalIgnoreCase)
                || name.StartsWith("X-Goog-".AsSpan(), StringComparison.OrdinalIgnoreCase) ||
                Is(name, "AWSAccessKeyId") || Is(name, "GoogleAccessId");
            if (Is(name, "X-Amz-Expires") || Is(name, "X-Goog-Expires"))
            {
                lifetime = Seconds(value.ToString()) ?? lifetime;
            }
            else if (Is(name, "se"))
            {
                expiresAt = Time(value.ToString()) ?? expiresAt;
            }
            else if (Is(name, "X-Amz-SignedHeaders") || Is(name, "X-Goog-SignedHeaders"))
            {
                bindsType = Contains(value, "content-type");
            }
            else
            {
                hasSignature |= Is(name, "sig");
                hasVersion |= Is(name, "sv");
            }
        }

        return new(lifetime, expiresAt, hasSignature && hasVersion, bindsType, sendsETag);
    }

    /// <summary>
    /// How long it is valid from its arrival, at this time of the issuing server's clock; <see langword="null"/> if it does not say.
    /// </summary>
    public TimeSpan? LifetimeFrom(DateTimeOffset serverNow) => Lifetime ?? Valid(ExpiresAt - serverNow);

    private static ReadOnlySpan<char> Query(Uri url)
    {
        var text = Until(url.OriginalString.AsSpan(), '#');
        return text.Slice(Math.Min(Until(text, '?').Length + 1, text.Length));
    }

    private static ReadOnlySpan<char> Until(ReadOnlySpan<char> text, char end)
    {
        var at = text.IndexOf(end);
        return at < 0 ? text : text.Slice(0, at);
    }

    // The list is split only if it contains the name anywhere: most signatures cover the host alone.
    private static bool Contains(ReadOnlySpan<char> headers, string header) =>
        headers.IndexOf(header.AsSpan(), StringComparison.OrdinalIgnoreCase) >= 0 &&
        Unescape(headers.ToString()).Split(';').Contains(header, StringComparer.OrdinalIgnoreCase);

    private static bool Is(ReadOnlySpan<char> name, string expected) => name.Equals(expected.AsSpan(), StringComparison.OrdinalIgnoreCase);

    private static TimeSpan? Seconds(string value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= MaxLifetime.TotalSeconds
            ? Valid(TimeSpan.FromSeconds(seconds))
            : null;

    private static DateTimeOffset? Time(string value) =>
        DateTimeOffset.TryParse(
            Unescape(value), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;

    private static TimeSpan? Valid(TimeSpan? lifetime) => lifetime > TimeSpan.Zero && lifetime <= MaxLifetime ? lifetime : null;

    private static string Unescape(string value) => Uri.UnescapeDataString(value);
}
