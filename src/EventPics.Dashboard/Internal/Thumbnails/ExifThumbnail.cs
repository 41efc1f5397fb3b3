using System.Buffers.Binary;
using MetadataExtractor.Formats.Exif;
using MetadataExtractor.IO;

namespace EventPics.Dashboard.Internal.Thumbnails;

/// <summary>
/// The small photo that a camera embeds in a JPEG. Nothing is decoded: the bytes are copied, with the orientation that the photo has.
/// </summary>
internal static class ExifThumbnail
{
    public const int MaxSize = 30 * 1024;

    private const int MaxSegments = 32;
    private const byte App1 = 0xE1;
    private const byte StartOfScan = 0xDA;

    /// <summary>Reads it; null when there is none, it is too large, or the metadata is damaged.</summary>
    public static byte[]? Read(Stream photo)
    {
        try
        {
            return FindExif(photo) is { } exif ? ExtractSafely(exif) : null;
        }
        catch (EndOfStreamException)
        {
            return null;
        }
    }

    // Reads no more than the first segments, whatever the file claims to hold.
    private static byte[]? FindExif(Stream photo)
    {
        Span<byte> header = stackalloc byte[4];
        photo.ReadExactly(header[..2]);
        if (!header[..2].SequenceEqual<byte>([0xFF, 0xD8]))
        {
            return null;
        }

        for (var segments = 0; segments < MaxSegments; segments++)
        {
            photo.ReadExactly(header);
            var length = BinaryPrimitives.ReadUInt16BigEndian(header[2..]) - 2;
            if (header[0] != 0xFF || header[1] == StartOfScan || length < 0)
            {
                return null;
            }

            var segment = new byte[length];
            photo.ReadExactly(segment);
            if (header[1] == App1 && segment.AsSpan().StartsWith("Exif\0\0"u8))
            {
                return segment[6..];
            }
        }

        return null;
    }

    private static byte[]? ExtractSafely(byte[] exif)
    {
        byte[]? thumbnail = null;
        LargeStack.Run(() =>
        {
            try
            {
                thumbnail = Extract(exif);
            }
#pragma warning disable CA1031 // Whatever is wrong with the metadata of a photo, the page shows a tile without it.
            catch (Exception)
#pragma warning restore CA1031
            {
            }
        });
        return thumbnail;
    }

    private static byte[]? Extract(byte[] exif)
    {
        var directories = new ExifReader().Extract(new ByteArrayReader(exif));
        var orientation = directories.OfType<ExifIfd0Directory>().FirstOrDefault()?.GetObject(ExifDirectoryBase.TagOrientation);
        var thumbnail = directories.OfType<ExifThumbnailDirectory>().FirstOrDefault();
        if (thumbnail?.GetObject(ExifThumbnailDirectory.TagThumbnailOffset) is not IConvertible offset
            || thumbnail.GetObject(ExifThumbnailDirectory.TagThumbnailLength) is not IConvertible length)
        {
            return null;
        }

        var start = offset.ToInt32(null);
        var bytes = exif.AsSpan(start, length.ToInt32(null));
        return bytes.Length is > 2 and <= MaxSize && bytes.StartsWith<byte>([0xFF, 0xD8, 0xFF])
            ? [0xFF, 0xD8, .. OrientationSegment((orientation as IConvertible)?.ToInt32(null) ?? 1), .. bytes[2..]]
            : null;
    }

    // The thumbnail has no orientation of its own: the browser turns it by this EXIF block with a single entry.
    private static byte[] OrientationSegment(int orientation) =>
    [
        0xFF, App1, 0, 34, .. "Exif\0\0MM"u8, 0, 42, 0, 0, 0, 8,
        0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)(orientation is >= 1 and <= 8 ? orientation : 1), 0, 0, 0, 0, 0, 0,
    ];
}
