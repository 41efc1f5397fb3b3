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

    public static DateTimeOffset? Find(IEnumerable<MetadataExtractor.Directory> directories, TimeZoneInfo zone)
    {
        var exif = directories.Where(static d => d is ExifSubIfdDirectory or ExifIfd0Directory).ToList();
        foreach (var tags in Tags)
        {
            if (ParseLocal(Text(exif, tags.Time)) is not { } local)
            {
                continue;
            }

            local += ParseFraction(Text(exif, tags.SubSeconds));
            var offset = ParseOffset(Text(exif, tags.Offset)) ?? ParseOffset(Text(exif, ExifDirectoryBase.TagTimeZone));
            return LocalTime.At(local, offset, zone);
        }

        return null;
    }

    private static string? Text(List<MetadataExtractor.Directory> directories, int tag)
    {
        foreach (var directory in directories)
        {
            if (directory.GetObject(tag) is { } value && value.ToString() is { Length: > 0 } text)
            {
                return text.Trim('\0', ' ');
            }
        }

        return null;
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
