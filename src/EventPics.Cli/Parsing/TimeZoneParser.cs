using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace EventPics.Cli.Parsing;

/// <summary>Reads a time zone: an ID that the system knows, or an offset from UTC, which means the same on every system.</summary>
internal static class TimeZoneParser
{
    public static bool TryParse(string text, [NotNullWhen(true)] out TimeZoneInfo? zone)
    {
        zone = null;
        if (text.Length > 0 && text[0] is '+' or '-')
        {
            if (!TimeSpan.TryParseExact(text.AsSpan(1), @"hh\:mm", CultureInfo.InvariantCulture, out var size) || size.TotalHours > 14)
            {
                return false;
            }

            zone = TimeZoneInfo.CreateCustomTimeZone(text, text[0] == '-' ? -size : size, text, text);
            return true;
        }

        return text.Length > 0 && TimeZoneInfo.TryFindSystemTimeZoneById(text, out zone);
    }
}
