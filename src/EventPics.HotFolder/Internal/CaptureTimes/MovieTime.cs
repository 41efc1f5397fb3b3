using System.Globalization;
using System.Text;
using EventPics.HotFolder.Internal.Formats;

namespace EventPics.HotFolder.Internal.CaptureTimes;

/// <summary>Finds the capture time of an MP4 or MOV.</summary>
internal static class MovieTime
{
    private const int MaxTextLength = 64;
    private const int DataHeaderSize = 16;

    private static readonly string[] Formats =
        ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.fffzzz", "yyyy-MM-dd'T'HH:mm:ssK"];

    // Phones write the local time with its offset; the time in the header may be that of the recording or of the last export.
    public static DateTimeOffset? Read(Stream file) => WithZone(new ForwardReader(file)) ?? InUtc(new ForwardReader(file));

    // One box lists the names of the properties, the other one the values by the names' numbers (QuickTime File Format, Metadata).
    private static DateTimeOffset? WithZone(ForwardReader source)
    {
        if (IsoBox.Find(source, source.Length, "moov"u8) is not { } movie
            || IsoBox.Find(source, movie.End, "meta"u8) is not { } meta
            || IsoBox.Find(source, meta.End, "keys"u8) is not { } keys)
        {
            return null;
        }

        source.Skip(8);
        var wanted = 0u;
        for (var number = 1u; wanted == 0 && IsoBox.Next(source, keys.End) is { } key; number++)
        {
            wanted = Text(source, key.End) == "com.apple.quicktime.creationdate" ? number : 0;
            source.SkipTo(key.End);
        }

        source.SkipTo(keys.End);
        if (wanted == 0 || IsoBox.Find(source, meta.End, "ilst"u8) is not { } values)
        {
            return null;
        }

        while (IsoBox.Next(source, values.End) is { } value
            && source.SkipTo(value.Type == wanted ? source.Position + DataHeaderSize : value.End))
        {
            if (value.Type == wanted)
            {
                return Parse(Text(source, value.End));
            }
        }

        return null;
    }

    // Seconds since 1904; a recorder without a clock writes zero, which the caller ignores as too old.
    private static DateTimeOffset? InUtc(ForwardReader source)
    {
        if (IsoBox.Find(source, source.Length, "moov"u8) is not { } movie || IsoBox.Find(source, movie.End, "mvhd"u8) is null)
        {
            return null;
        }

        var version = source.ReadNumber(1);
        source.Skip(3);
        var seconds = source.ReadNumber(version == 1 ? 8 : 4);
        return seconds is >= 0 and <= uint.MaxValue ? new DateTimeOffset(1904, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(seconds) : null;
    }

    private static string Text(ForwardReader source, long end) =>
        Encoding.ASCII.GetString(source.ReadUpTo(Math.Min(end - source.Position, MaxTextLength)));

    private static DateTimeOffset? Parse(string text) =>
        DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;
}
