using System.Buffers.Binary;
using System.Text;

namespace EventPics.HotFolder.Internal;

/// <summary>
/// Reads the texts in the two directories of an EXIF block that tell times. It follows one pointer, once: directories that lead from one
/// to the next by the thousand are how a crafted picture would bring the program down.
/// </summary>
internal static class ExifTexts
{
    private const int EntrySize = 12;
    private const int Text = 2;
    private const int ExifPointer = 0x8769;
    private const int LongestText = 64;

    public static Dictionary<int, string> Read(ReadOnlySpan<byte> block)
    {
        var texts = new Dictionary<int, string>();
        var tiff = block.StartsWith("Exif\0\0"u8) ? block.Slice(6) : block;
        if (IsStart(tiff))
        {
            var little = tiff[0] == 'I';
            if (ReadDirectory(tiff, Number(tiff, 4, 4, little), little, texts) is { } next)
            {
                ReadDirectory(tiff, next, little, texts);
            }
        }

        return texts;
    }

    public static bool IsStart(ReadOnlySpan<byte> tiff) => tiff.StartsWith("II"u8) || tiff.StartsWith("MM"u8);

    private static long? ReadDirectory(ReadOnlySpan<byte> tiff, long directory, bool little, Dictionary<int, string> texts)
    {
        long? next = null;
        var count = Number(tiff, directory, 2, little);
        for (var entry = directory + 2; count > 0 && entry <= tiff.Length - EntrySize; count--, entry += EntrySize)
        {
            var tag = (int)Number(tiff, entry, 2, little);
            if (tag == ExifPointer)
            {
                next ??= Number(tiff, entry + 8, 4, little);
            }
            else if (Number(tiff, entry + 2, 2, little) == Text && !texts.ContainsKey(tag))
            {
                var length = Number(tiff, entry + 4, 4, little);
                var at = length <= 4 ? entry + 8 : Number(tiff, entry + 8, 4, little);
                if (length is > 0 and <= LongestText && at >= 0 && at <= tiff.Length - length)
                {
                    texts.Add(tag, Encoding.ASCII.GetString(tiff.Slice((int)at, (int)length).ToArray()).Trim('\0', ' '));
                }
            }
        }

        return next;
    }

    private static long Number(ReadOnlySpan<byte> tiff, long at, int size, bool little)
    {
        if (at < 0 || at > tiff.Length - size)
        {
            return -1;
        }

        var bytes = tiff.Slice((int)at);
        return size == 2
            ? little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes)
            : little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }
}
