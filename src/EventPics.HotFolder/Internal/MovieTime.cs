using System.Globalization;
using MetadataExtractor.Formats.QuickTime;

namespace EventPics.HotFolder.Internal;

/// <summary>Finds the capture time of an MP4 or MOV.</summary>
internal static class MovieTime
{
    private static readonly string[] Formats =
        ["yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.fffzzz", "yyyy-MM-dd'T'HH:mm:ssK"];

    public static DateTimeOffset? Find(IReadOnlyList<MetadataExtractor.Directory> directories) =>
        WithZone(directories) ?? InUtc(directories);

    // Phones write the local time with its offset; the header's time is that of the last export as often as of the take.
    private static DateTimeOffset? WithZone(IEnumerable<MetadataExtractor.Directory> directories)
    {
        foreach (var directory in directories.OfType<QuickTimeMetadataHeaderDirectory>())
        {
            var text = directory.GetObject(QuickTimeMetadataHeaderDirectory.TagCreationDate)?.ToString();
            if (DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            {
                return time;
            }
        }

        return null;
    }

    // Counted from 1904; a recorder without a clock leaves zero, which the caller passes over as too old.
    private static DateTimeOffset? InUtc(IEnumerable<MetadataExtractor.Directory> directories)
    {
        foreach (var directory in directories.OfType<QuickTimeMovieHeaderDirectory>())
        {
            if (directory.GetObject(QuickTimeMovieHeaderDirectory.TagCreated) is DateTime time)
            {
                return new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc));
            }
        }

        return null;
    }
}
