using System.Globalization;
using System.Text.RegularExpressions;

namespace EventPics.Cli.Sending.Throttling;

/// <summary>The bandwidth limit: one speed, or a timetable like <c>18:00,2Mbit 23:00,off</c>.</summary>
internal sealed partial class BandwidthSchedule
{
    /// <summary>Below this, a chunk of an upload could take longer than the client's stall timeout.</summary>
    public const long MinBytesPerSecond = 32_000;

    private readonly IReadOnlyList<(TimeSpan From, long? BytesPerSecond)> _table;

    private BandwidthSchedule(IReadOnlyList<(TimeSpan From, long? BytesPerSecond)> table) => _table = table;

    /// <summary>The limit in bytes per second at a local time of day; <see langword="null"/> when there is none.</summary>
    public long? At(TimeSpan timeOfDay)
    {
        // Before the day's first entry, yesterday's last one applies.
        var current = _table[^1];
        foreach (var entry in _table)
        {
            if (entry.From <= timeOfDay)
            {
                current = entry;
            }
        }

        return current.BytesPerSecond;
    }

    public static bool TryParse(string text, out BandwidthSchedule? limit)
    {
        limit = null;
        var entries = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var table = new List<(TimeSpan From, long? BytesPerSecond)>();
        foreach (var entry in entries)
        {
            var parts = entry.Split(',');
            var from = TimeSpan.Zero;
            if (parts.Length > 2
                || (parts.Length == 1 && entries.Length > 1)
                || (parts.Length == 2 && !TimeSpan.TryParseExact(parts[0], ["h\\:mm", "hh\\:mm"], CultureInfo.InvariantCulture, out from))
                || !TryParseSpeed(parts[^1], out var speed))
            {
                return false;
            }

            table.Add((from, speed));
        }

        limit = table.Count == 0 ? null : new BandwidthSchedule([.. table.OrderBy(entry => entry.From)]);
        return limit is not null;
    }

    private static bool TryParseSpeed(string text, out long? bytesPerSecond)
    {
        bytesPerSecond = null;
        if (text.Equals("off", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var match = Speed().Match(text);
        if (!match.Success)
        {
            return false;
        }

        var factor = match.Groups[2].Value.ToUpperInvariant() switch { "K" => 1_000d, "M" => 1_000_000d, _ => 1_000_000_000d };
        var divisor = match.Groups[3].Value is "B" ? 1 : 8;
        var speed = double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * factor / divisor;
        bytesPerSecond = speed < 1e15 ? (long)speed : long.MaxValue;
        return bytesPerSecond >= MinBytesPerSecond;
    }

    // "M" alone could mean bits or bytes, so the unit is required.
    [GeneratedRegex(@"^([0-9]{1,9}(?:\.[0-9]{1,3})?)([kKMG])(B|bit)(?:/s)?\z")]
    private static partial Regex Speed();
}
