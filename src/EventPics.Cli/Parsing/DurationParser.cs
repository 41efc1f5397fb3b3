using System.Globalization;

namespace EventPics.Cli.Parsing;

/// <summary>Reads a DURATION: <c>30s</c>, <c>5m</c>, <c>1h</c>, <c>hh:mm:ss</c>, or a bare number of seconds.</summary>
internal static class DurationParser
{
    // Timers support at most 49 days.
    private static readonly TimeSpan MaxDuration = TimeSpan.FromDays(30);

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        return text.Contains(':', StringComparison.Ordinal) ? TryClock(text, out duration) : TryNumber(text, out duration);
    }

    private static bool TryClock(string text, out TimeSpan duration)
    {
        duration = default;
        var parts = text.Split(':');
        if (parts.Length != 3
            || !TryDigits(parts[0], 999, out var hours)
            || !TryDigits(parts[1], 59, out var minutes)
            || !TryDigits(parts[2], 59, out var seconds))
        {
            return false;
        }

        duration = new TimeSpan(hours, minutes, seconds);
        return duration <= MaxDuration;
    }

    private static bool TryDigits(string text, int most, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value <= most;

    private static bool TryNumber(string text, out TimeSpan duration)
    {
        duration = default;
        var unit = text.Length > 0 ? char.ToLowerInvariant(text[^1]) : '\0';
        var seconds = unit switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 };
        var digits = seconds == 0 ? text : text[..^1];
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || number > (decimal)MaxDuration.TotalSeconds / Math.Max(seconds, 1))
        {
            return false;
        }

        duration = TimeSpan.FromSeconds((double)number * Math.Max(seconds, 1));
        return true;
    }
}
