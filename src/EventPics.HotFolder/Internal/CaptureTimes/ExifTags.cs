using MetadataExtractor.Formats.Exif;
using MetadataExtractor.IO;

namespace EventPics.HotFolder.Internal.CaptureTimes;

/// <summary>The texts of an EXIF block, by their tags.</summary>
internal static class ExifTags
{
    // The library follows directories that lead from one to the next by recursion. A crafted block of 64 KB holds thousands of them and
    // needs 2 MB of stack; no exception handler saves a program that runs out of it.
    private const int StackSize = 16 * 1024 * 1024;

    public static IReadOnlyDictionary<int, string> Read(byte[] block)
    {
        var tiff = block.AsSpan().StartsWith("Exif\0\0"u8) ? block.AsSpan(6).ToArray() : block;
        var texts = new Dictionary<int, string>();
        var reader = new Thread(() => Collect(tiff, texts), StackSize);
        reader.Start();
        reader.Join();
        return texts;
    }

    public static bool IsTiffHeader(ReadOnlySpan<byte> tiff) => tiff.StartsWith("II"u8) || tiff.StartsWith("MM"u8);

    private static void Collect(byte[] tiff, Dictionary<int, string> texts)
    {
        try
        {
            foreach (var directory in new ExifReader().Extract(new ByteArrayReader(tiff)).Where(static found => found is ExifSubIfdDirectory or ExifIfd0Directory))
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
#pragma warning disable CA1031 // Damaged metadata makes the library throw anything; the picture is worth sending without a time too.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }
}
