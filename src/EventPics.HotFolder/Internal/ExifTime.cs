using System.Globalization;
using MetadataExtractor.Formats.Exif;

namespace EventPics.HotFolder.Internal;

/// <summary>Puts a capture time together from EXIF's three tags: time, sub-seconds, offset.</summary>
internal static class ExifTime
{
    // Time, sub-seconds, offset; most telling first. The last is the time of the file's last change, often all a booth program writes.
    private static readonly (int Time, int SubSeconds, int Offset)[] Tags =
    [
        (ExifDirectoryBase.TagDateTimeOriginal, ExifDirectoryBase.TagSubsecondTimeOriginal, ExifDirectoryBase.TagTimeZoneOriginal),
        (ExifDirectoryBase.TagDateTimeDigitized, ExifDirectoryBase.TagSubsecondTimeDigitized, ExifDirectoryBase.TagTimeZoneDigitized),
        (ExifDirectoryBase.TagDateTime, ExifDirectoryBase.TagSubsecondTime, ExifDirectoryBase.TagTimeZone),
    ];

    private static readonly string[] OffsetFormats = [@"hh\:mm", "hhmm", @"hh\:mm\:ss"];

    /// <summary>Every tag that tells a time or a part of one.</summary>
    public static IEnumerable<int> AllTags => Tags.SelectMany(static tags => new[] { tags.Time, tags.SubSeconds, tags.Offset });

    public static DateTimeOffset? Find(IReadOnlyDictionary<int, string> texts, TimeZoneInfo zone)
    {
        foreach (var tags in Tags)
        {
            if (ParseLocal(Text(tags.Time)) is { } local)
            {
                local += ParseFraction(Text(tags.SubSeconds));
                return LocalTime.At(local, ParseOffset(Text(tags.Offset)) ?? ParseOffset(Text(ExifDirectoryBase.TagTimeZone)), zone);
            }
        }

        return null;

        string? Text(int tag) => texts.TryGetValue(tag, out var text) ? text : null;
    }

    private static DateTime? ParseLocal(string? text) =>
        DateTime.TryParseExact(
            text,
            ["yyyy:MM:dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy:MM:dd HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy/MM/dd HH:mm:ss"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var time)
                ? time
                : null;

    // "2" is two tenths and "0250" a quarter: the digits stand behind a decimal point.
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
