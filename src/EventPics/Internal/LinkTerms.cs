using System.Globalization;

namespace EventPics.Internal;

/// <summary>What a link says about itself in its query: how long it lives, which storage it leads to, what its signature binds.</summary>
/// <param name="Lifetime">The life from its arrival; <see langword="null"/> when the link does not tell.</param>
/// <param name="IsAzure">Whether the storage wants Azure's extra header.</param>
/// <param name="BindsContentType">Whether the signature covers the content type.</param>
internal readonly record struct LinkTerms(TimeSpan? Lifetime, bool IsAzure, bool BindsContentType)
{
    private const long LongestLifeSeconds = 7 * 24 * 3600;

    /// <summary>Reads a link.</summary>
    /// <param name="url">The link.</param>
    /// <param name="serverNow">The time by the clock of the server that issued it, for a link with an absolute end.</param>
    public static LinkTerms Read(Uri url, DateTimeOffset serverNow)
    {
        TimeSpan? life = null;
        bool hasSignature = false, hasVersion = false, bindsType = false;
        foreach (var pair in url.Query.TrimStart('?').Split('&'))
        {
            var at = pair.IndexOf('=');
            if (at <= 0)
            {
                continue;
            }

            var value = pair.Substring(at + 1);
            switch (pair.Substring(0, at).ToUpperInvariant())
            {
                case "X-AMZ-EXPIRES" or "X-GOOG-EXPIRES":
                    life = Seconds(value) ?? life;
                    break;
                case "SE":
                    life = Until(value, serverNow) ?? life;
                    break;
                case "X-AMZ-SIGNEDHEADERS" or "X-GOOG-SIGNEDHEADERS":
                    bindsType = Unescape(value).Split(';').Contains("content-type", StringComparer.OrdinalIgnoreCase);
                    break;
                case "SIG":
                    hasSignature = true;
                    break;
                case "SV":
                    hasVersion = true;
                    break;
            }
        }

        return new(life, hasSignature && hasVersion, bindsType);
    }

    private static TimeSpan? Seconds(string value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= LongestLifeSeconds
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static TimeSpan? Until(string value, DateTimeOffset serverNow)
    {
        var known = DateTimeOffset.TryParse(
            Unescape(value), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var end);
        return known && end > serverNow && end - serverNow <= TimeSpan.FromSeconds(LongestLifeSeconds) ? end - serverNow : null;
    }

    private static string Unescape(string value) => Uri.UnescapeDataString(value);
}
