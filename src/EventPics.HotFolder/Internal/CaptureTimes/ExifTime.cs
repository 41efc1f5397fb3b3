using System.Globalization;
using System.Text.RegularExpressions;
using MetadataExtractor.Formats.Exif;

namespace EventPics.HotFolder.Internal.CaptureTimes;

/// <summary>Combines three EXIF tags into a capture time: time, subseconds, offset.</summary>
internal static class ExifTime
{
    // Time, subseconds, offset; most reliable first. The last is the time of the last change, often all that a booth program writes.
    private static readonly (int Time, int SubSeconds, int Offset)[] Tags =
    [
        (ExifDirectoryBase.TagDateTimeOriginal, ExifDirectoryBase.TagSubsecondTimeOriginal, ExifDirectoryBase.TagTimeZoneOriginal),
        (ExifDirectoryBase.TagDateTimeDigitized, ExifDirectoryBase.TagSubsecondTimeDigitized, ExifDirectoryBase.TagTimeZoneDigitized),
        (ExifDirectoryBase.TagDateTime, ExifDirectoryBase.TagSubsecondTime, ExifDirectoryBase.TagTimeZone),
    ];

    // 2019:01:01 24:04:20, 2025:01:14 18:31:30+0000, 2024:05:01 12:00:00.25, 2024-05-01T12:00:00Z, 2024/05/01 12:00, 2024:05:01 01:00:00 PM
    private static readonly Regex Pattern = new(
        @"^\s*([0-9]{4}[:/.-][0-9]{2}[:/.-][0-9]{2})[ T]+([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]+))?)?\s*([AaPp][Mm])?\s*([Zz]|[+-][0-9]{2}:?[0-9]{2}(?::00)?)?\s*$",
        RegexOptions.CultureInvariant);

    private static readonly string[] OffsetFormats = [@"hh\:mm", "hhmm", @"hh\:mm\:ss"];

    /// <summary>Every tag that contains a time or a part of one.</summary>
    public static IEnumerable<int> AllTags => Tags.SelectMany(static tags => new[] { tags.Time, tags.SubSeconds, tags.Offset });

    /// <summary>Finds the time when the photo was taken.</summary>
    /// <param name="texts">The texts of the tags.</param>
    /// <param name="zone">The time zone of a time without an offset.</param>
    /// <returns>
    /// The time, and whether it is only that of the last change although the capture time is present but unreadable, which makes it less
    /// reliable.
    /// </returns>
    public static (DateTimeOffset? Time, bool IsOfLastChange) Find(IReadOnlyDictionary<int, string> texts, TimeZoneInfo zone)
    {
        var isUnreadable = false;
        foreach (var tags in Tags)
        {
            var text = Text(tags.Time);
            if (ParseLocal(text) is { } parsed)
            {
                // Fraction and offset in the text itself belong to it; the other tags may have been written by another program.
                var local = parsed.Local + (parsed.Fraction ?? ParseFraction(Text(tags.SubSeconds)));
                var offset = parsed.Offset ?? ParseOffset(Text(tags.Offset)) ?? ParseOffset(Text(ExifDirectoryBase.TagTimeZone));
                return (LocalTime.At(local, offset, zone), isUnreadable && tags.Time == ExifDirectoryBase.TagDateTime);
            }

            isUnreadable |= text is not null;
        }

        return (null, false);

        string? Text(int tag) => texts.TryGetValue(tag, out var text) ? text : null;
    }

    private static (DateTime Local, TimeSpan? Fraction, TimeSpan? Offset)? ParseLocal(string? text)
    {
        var match = Pattern.Match(text ?? "");
        if (!match.Success)
        {
            return null;
        }

        // Some devices write midnight as hour 24 of the day that begins with it.
        var hour = match.Groups[2].Value == "24" ? "00" : match.Groups[2].Value;
        var seconds = match.Groups[4].Success ? match.Groups[4].Value : "00";
        var date = match.Groups[1].Value.Replace('-', ':').Replace('/', ':').Replace('.', ':');
        if (!DateTime.TryParseExact(
            $"{date} {hour}:{match.Groups[3].Value}:{seconds}", "yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var local))
        {
            return null;
        }

        var half = match.Groups[6].Value;
        if (half.Length > 0)
        {
            local += TimeSpan.FromHours((half[0] | 0x20, local.Hour) switch
            {
                ('p', < 12) => 12,
                ('a', 12) => -12,
                _ => 0,
            });
        }

        TimeSpan? fraction = match.Groups[5].Success ? ParseFraction(match.Groups[5].Value) : null;
        return (local, fraction, match.Groups[7].Success ? ParseOffset(match.Groups[7].Value) : null);
    }

    // "2" is two tenths and "0250" a quarter: the digits follow a decimal point.
    private static TimeSpan ParseFraction(string? digits)
    {
        var ticks = 0L;
        var unit = TimeSpan.TicksPerSecond;
        foreach (var digit in digits ?? "")
        {
            if (digit is < '0' or > '9')
            {
                break;
            }

            unit /= 10;
            ticks += (digit - '0') * unit;
        }

        return TimeSpan.FromTicks(ticks);
    }

    private static TimeSpan? ParseOffset(string? text)
    {
        if (text is "Z" or "z")
        {
            return TimeSpan.Zero;
        }

        if (text is not { Length: >= 5 } || text[0] is not ('+' or '-')
            || !TimeSpan.TryParseExact(text.TrimStart('+', '-'), OffsetFormats, CultureInfo.InvariantCulture, out var offset)
            || offset > TimeSpan.FromHours(14) || offset.Seconds != 0)
        {
            return null;
        }

        return text[0] == '-' ? -offset : offset;
    }
}
