using System.Text.RegularExpressions;

namespace EventPics.Shared;

/// <summary>The dates in a watched path.</summary>
internal static class DateTokens
{
    public const string Examples = "{date}, {date-8h}, {date:yyyyMMdd}, {date-8h:yyyyMMdd}";

    /// <summary>Matches one date; its groups are the hours to go back, and the format.</summary>
    public static readonly Regex Pattern = new(
        @"\{date(?:-([0-9]{1,3})h)?(?::([yMd\-_. /]+))?\}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
