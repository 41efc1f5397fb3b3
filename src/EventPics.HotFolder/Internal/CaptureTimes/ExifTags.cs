using MetadataExtractor.Formats.Exif;
using MetadataExtractor.IO;

namespace EventPics.HotFolder.Internal.CaptureTimes;

/// <summary>Reads the values of an EXIF block as texts.</summary>
internal static class ExifTags
{
    public static IReadOnlyDictionary<int, string> Read(byte[] block)
    {
        var tiff = block.AsSpan().StartsWith("Exif\0\0"u8) ? block.AsSpan(6).ToArray() : block;
        var texts = new Dictionary<int, string>();
        LargeStack.Run(() => Collect(tiff, texts));
        return texts;
    }

    public static bool IsTiffHeader(ReadOnlySpan<byte> tiff) => tiff.StartsWith("II"u8) || tiff.StartsWith("MM"u8);

    private static void Collect(byte[] tiff, Dictionary<int, string> texts)
    {
        try
        {
            foreach (var directory in new ExifReader()
                .Extract(new ByteArrayReader(tiff))
                .Where(static found => found is ExifSubIfdDirectory or ExifIfd0Directory))
            {
                foreach (var tag in ExifTime.AllTags)
                {
                    if (!texts.ContainsKey(tag) && directory.GetObject(tag)?.ToString() is { Length: > 0 } text)
                    {
                        texts.Add(tag, text.Trim('\0', ' '));
                    }
                }
            }
        }
#pragma warning disable CA1031 // On damaged metadata the library may throw anything; the photo is sent without a time then.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }
}
