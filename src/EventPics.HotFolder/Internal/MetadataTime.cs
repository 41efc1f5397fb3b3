using MetadataExtractor.Formats.Exif;
using MetadataExtractor.Formats.Heif;
using MetadataExtractor.Formats.Jpeg;
using MetadataExtractor.Formats.Png;
using MetadataExtractor.Formats.QuickTime;
using MetadataExtractor.Formats.WebP;
using MetadataExtractor.IO;

namespace EventPics.HotFolder.Internal;

/// <summary>Reads the capture time that the camera or phone wrote into the file.</summary>
internal static class MetadataTime
{
    public static DateTimeOffset? Read(string path, TimeZoneInfo zone)
    {
        try
        {
            using var file = FileAccessProbe.OpenShared(path);
            return Read(file, zone);
        }
#pragma warning disable CA1031 // Damaged metadata makes the library throw anything; the picture is worth sending without a time too.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private static DateTimeOffset? Read(Stream file, TimeZoneInfo zone)
    {
        var head = new byte[12];
        var filled = file.Read(head, 0, head.Length);
        file.Position = 0;
        if (filled < head.Length)
        {
            return null;
        }

        // The reader for each format and no more: some of the others would inflate or load what a stranger put into the file.
        ReadOnlySpan<byte> start = head;
        if (start.StartsWith<byte>([0xFF, 0xD8]))
        {
            return ExifTime.Find(JpegMetadataReader.ReadMetadata(file, [new ExifReader()]), zone);
        }

        if (start.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47]))
        {
            return ExifTime.Find(ReadPng(file), zone);
        }

        if (start.StartsWith("RIFF"u8))
        {
            return ExifTime.Find(WebPMetadataReader.ReadMetadata(file), zone);
        }

        if (BoxesEnd.KindOf(start) is not { } kind)
        {
            return null;
        }

        return kind == MediaKind.BoxedPicture
            ? ExifTime.Find(HeifMetadataReader.ReadMetadata(file), zone)
            : MovieTime.Find(QuickTimeMetadataReader.ReadMetadata(file));
    }

    private static IEnumerable<MetadataExtractor.Directory> ReadPng(Stream file) =>
        new PngChunkReader()
            .Extract(new SequentialStreamReader(file), [PngChunkType.eXIf])
            .SelectMany(static chunk => new ExifReader().Extract(new ByteArrayReader(chunk.Bytes)));
}
