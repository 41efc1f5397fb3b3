using EventPics.HotFolder.Internal.Formats;

namespace EventPics.HotFolder.Internal.CaptureTimes;

/// <summary>
/// Finds the EXIF block of a HEIC or AVIF: one box identifies the item, another one its location in the file (ISO 23008-12).
/// </summary>
internal static class HeifExif
{
    public static byte[]? Read(Stream file)
    {
        if (FindItem(new ForwardReader(file)) is not { } item
            || FindItemLocation(new ForwardReader(file), item) is not var (offset, length))
        {
            return null;
        }

        var source = new ForwardReader(file);
        if (!source.SkipTo(offset))
        {
            return null;
        }

        var block = source.ReadUpTo(Math.Min(length, ExifBlock.MaxSize));
        if (ExifTags.IsTiffHeader(block))
        {
            return block;
        }

        // The first number is the number of bytes between it and the actual block.
        var start = new ForwardReader(new MemoryStream(block)).ReadNumber(4) + 4;
        return start >= 4 && start < block.Length ? block.AsSpan((int)start).ToArray() : null;
    }

    private static long? FindItem(ForwardReader source)
    {
        if (FindInMeta(source, "iinf"u8) is not { } list)
        {
            return null;
        }

        var version = ReadVersion(source);
        source.ReadNumber(version == 0 ? 2 : 4);
        Span<byte> type = stackalloc byte[4];
        while (IsoBox.Find(source, list.End, "infe"u8) is { } entry)
        {
            var idSize = ReadVersion(source) == 3 ? 4 : 2;
            var id = source.ReadNumber(idSize);
            source.Skip(2);
            if (source.Read(type) && type.SequenceEqual("Exif"u8))
            {
                return id;
            }

            if (!source.SkipTo(entry.End))
            {
                break;
            }
        }

        return null;
    }

    private static (long Offset, long Length)? FindItemLocation(ForwardReader source, long item)
    {
        if (FindInMeta(source, "iloc"u8) is not { } list)
        {
            return null;
        }

        var version = ReadVersion(source);
        var (offsetSize, lengthSize) = ReadNibbles(source);
        var (baseSize, indexSize) = ReadNibbles(source);
        var idSize = version < 2 ? 2 : 4;
        for (var left = source.ReadNumber(idSize); left > 0 && source.Position < list.End; left--)
        {
            var id = source.ReadNumber(idSize);
            // Other construction methods locate the bytes in other boxes or files; no camera uses them.
            var isInFile = version == 0 || (source.ReadNumber(2) & 15) == 0;
            source.Skip(2);
            var start = source.ReadNumber(baseSize);
            var extents = source.ReadNumber(2);
            for (var i = 0; i < extents && source.Position < list.End; i++)
            {
                source.ReadNumber(version == 0 ? 0 : indexSize);
                var (offset, length) = (source.ReadNumber(offsetSize), source.ReadNumber(lengthSize));
                if (id == item)
                {
                    return isInFile && start >= 0 && offset >= 0 && length > 0 ? (start + offset, length) : null;
                }
            }
        }

        return null;
    }

    private static IsoBox? FindInMeta(ForwardReader source, ReadOnlySpan<byte> type)
    {
        if (IsoBox.Find(source, source.Length, "meta"u8) is not { } meta)
        {
            return null;
        }

        ReadVersion(source);
        return IsoBox.Find(source, meta.End, type);
    }

    private static long ReadVersion(ForwardReader source)
    {
        var version = source.ReadNumber(1);
        source.Skip(3);
        return version;
    }

    private static (int High, int Low) ReadNibbles(ForwardReader source)
    {
        var both = Math.Max(0, source.Read());
        return (both >> 4, both & 15);
    }
}
