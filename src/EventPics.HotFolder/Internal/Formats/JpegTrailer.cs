using System.Buffers.Binary;

namespace EventPics.HotFolder.Internal.Formats;

/// <summary>What a JPEG states about bytes after its end marker: camera previews, phone videos.</summary>
internal sealed class JpegTrailer
{
    public const int App1 = 0xE1;
    public const int App2 = 0xE2;

    private const int EntrySize = 16;
    private const ushort EntriesTag = 0xB002;

    private long _end;
    private bool _more;

    public void AddSegment(int marker, ReadOnlySpan<byte> segment, long position)
    {
        if (marker == App2 && segment.StartsWith("MPF\0"u8))
        {
            _end = Math.Max(_end, EndOfLastImage(segment.Slice(4), position + 4));
        }
        else if (marker == App1 && segment.StartsWith("http://ns.adobe.com/xap/"u8))
        {
            _more |= segment.IndexOf("MicroVideoOffset"u8) >= 0 || segment.IndexOf("Item:Length"u8) >= 0;
        }
    }

    public Completeness AtEndOfImage(long position, long length)
    {
        if (_end > length)
        {
            // The photo itself is complete. Programs that save it again drop the preview and keep the index.
            return Completeness.Doubtful;
        }

        return length == Math.Max(position, _end) && !_more ? Completeness.Complete : Completeness.Unknown;
    }

    // The MPF index (CIPA DC-007): a small TIFF directory whose entries contain each image's size and offset.
    private static long EndOfLastImage(ReadOnlySpan<byte> tiff, long position)
    {
        if (tiff.Length < 8)
        {
            return 0;
        }

        var little = tiff[0] == 'I';
        var directory = Int32(tiff, 4, little);
        var count = Int16(tiff, directory, little);
        for (var i = 0; i < count; i++)
        {
            var field = directory + 2 + (i * 12);
            if (Int16(tiff, field, little) == EntriesTag)
            {
                return EndOfLastImage(tiff, position, Int32(tiff, field + 8, little), Int32(tiff, field + 4, little) / EntrySize, little);
            }
        }

        return 0;
    }

    private static long EndOfLastImage(ReadOnlySpan<byte> tiff, long position, int entries, int count, bool little)
    {
        long end = 0;
        for (var i = 0; i < count && entries >= 0 && entries + ((i + 1) * EntrySize) <= tiff.Length; i++)
        {
            var size = (uint)Int32(tiff, entries + (i * EntrySize) + 4, little);
            var offset = (uint)Int32(tiff, entries + (i * EntrySize) + 8, little);
            if (offset > 0)
            {
                end = Math.Max(end, position + offset + size);
            }
        }

        return end;
    }

    private static int Int16(ReadOnlySpan<byte> tiff, int at, bool little)
    {
        if (at < 0 || at > tiff.Length - 2)
        {
            return 0;
        }

        return little ? BinaryPrimitives.ReadUInt16LittleEndian(tiff.Slice(at)) : BinaryPrimitives.ReadUInt16BigEndian(tiff.Slice(at));
    }

    private static int Int32(ReadOnlySpan<byte> tiff, int at, bool little)
    {
        if (at < 0 || at > tiff.Length - 4)
        {
            return 0;
        }

        return little ? BinaryPrimitives.ReadInt32LittleEndian(tiff.Slice(at)) : BinaryPrimitives.ReadInt32BigEndian(tiff.Slice(at));
    }
}
