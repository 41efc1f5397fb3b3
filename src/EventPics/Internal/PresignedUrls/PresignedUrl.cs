using System.Globalization;

namespace EventPics.Internal.PresignedUrls;

/// <summary>What a link says about itself in its query: how long it lives, which storage it leads to, what its signature binds.</summary>
/// <param name="Lifetime">The life from its arrival; <see langword="null"/> when the link does not tell.</param>
/// <param name="IsAzure">Whether the storage wants Azure's extra header.</param>
/// <param name="BindsContentType">Whether the signature covers the content type.</param>
/// <param name="GivesETag">Whether its kind of storage (S3, R2, Google) sends an ETag with every success.</param>
internal readonly record struct PresignedUrl(TimeSpan? Lifetime, bool IsAzure, bool BindsContentType, bool GivesETag = false)
{
    private const long LongestLifeSeconds = 7 * 24 * 3600;

    /// <summary>Reads a link.</summary>
    /// <param name="url">The link.</param>
    /// <param name="serverNow">The time by the clock of the server that issued it, for a link with an absolute end.</param>
    public static PresignedUrl Read(Uri url, DateTimeOffset serverNow)
    {
        TimeSpan? life = null;
        bool hasSignature = false, hasVersion = false, bindsType = false, givesETag = false;

        // Every upload reads its link, so nothing is copied but the few values that matter.
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
            givesETag |= name.StartsWith("X-Amz-".AsSpan(), StringComparison.OrdinalIgnoreCase) || name.StartsWith("X-Goog-".AsSpan(), StringComparison.OrdinalIgnoreCase) ||
                Is(name, "AWSAccessKeyId") || Is(name, "GoogleAccessId");
            if (Is(name, "X-Amz-Expires") || Is(name, "X-Goog-Expires"))
            {
                life = Seconds(value.ToString()) ?? life;
            }
            else if (Is(name, "se"))
            {
                life = UntilEnd(value.ToString(), serverNow) ?? life;
            }
            else if (Is(name, "X-Amz-SignedHeaders") || Is(name, "X-Goog-SignedHeaders"))
            {
                bindsType = Names(value, "content-type");
            }
            else
            {
                hasSignature |= Is(name, "sig");
                hasVersion |= Is(name, "sv");
            }
        }

        return new(life, hasSignature && hasVersion, bindsType, givesETag);
    }

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

    // The list itself is looked at only when the name stands in it somewhere: most links bind the host alone.
    private static bool Names(ReadOnlySpan<char> headers, string header) =>
        headers.IndexOf(header.AsSpan(), StringComparison.OrdinalIgnoreCase) >= 0 &&
        Unescape(headers.ToString()).Split(';').Contains(header, StringComparer.OrdinalIgnoreCase);

    private static bool Is(ReadOnlySpan<char> name, string expected) => name.Equals(expected.AsSpan(), StringComparison.OrdinalIgnoreCase);

    private static TimeSpan? Seconds(string value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= LongestLifeSeconds
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static TimeSpan? UntilEnd(string value, DateTimeOffset serverNow)
    {
        var known = DateTimeOffset.TryParse(
            Unescape(value), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var end);
        return known && end > serverNow && end - serverNow <= TimeSpan.FromSeconds(LongestLifeSeconds) ? end - serverNow : null;
    }

    private static string Unescape(string value) => Uri.UnescapeDataString(value);
}
