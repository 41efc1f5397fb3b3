using System.Buffers.Binary;

namespace EventPics.HotFolder.Internal.Formats;

/// <summary>
/// Walks the boxes of an MP4, MOV, HEIC or AVIF. It is complete when each box is, and both the index and the data are present.
/// </summary>
internal static class IsoMediaStructure
{
    private const int HeaderSize = 8;

    public static (MediaKind Kind, Completeness Completeness) Check(ForwardReader source, ReadOnlySpan<byte> head)
    {
        if (KindOf(head) is not { } kind)
        {
            return (MediaKind.Unknown, Completeness.Unknown);
        }

        bool index = false, data = false, fragments = false, padding = false, inside = false;
        Span<byte> header = stackalloc byte[HeaderSize];
        while (source.Position < source.Length)
        {
            var start = source.Position;
            if (!source.Read(header) || Size(header, source) is not { } size)
            {
                return (kind, Completeness.CutShort);
            }

            var type = header.Slice(4);
            data |= type.SequenceEqual("mdat"u8);
            padding = type.SequenceEqual("free"u8) || type.SequenceEqual("skip"u8);
            var isMovie = type.SequenceEqual("moov"u8);
            // A HEIC has its index in a meta box; a video stores little more than its title there.
            index |= isMovie || (kind == MediaKind.IsoPhoto && type.SequenceEqual("meta"u8));
            if (size == 0)
            {
                // The last box extends to the end, wherever that will be. Recorders leave it so until they write the index.
                return (kind, index ? Completeness.Doubtful : Completeness.CutShort);
            }

            if (size < HeaderSize)
            {
                return (kind, Completeness.Doubtful);
            }

            fragments |= isMovie && ContainsBox(source, start + size, "mvex"u8);
            inside |= kind == MediaKind.IsoPhoto && type.SequenceEqual("meta"u8) && source.Skip(4)
                && ContainsBox(source, start + size, "idat"u8);
            if (!source.SkipTo(start + size))
            {
                return (kind, Completeness.CutShort);
            }
        }

        return (kind, (index, data) switch
        {
            // A small photo may be stored in the index itself.
            (true, false) when inside => Completeness.Doubtful,
            // Padding may consist of zeros, so these prove nothing.
            (true, true) => fragments ? Completeness.Doubtful : padding ? Completeness.Unknown : Completeness.Complete,
            _ => Completeness.CutShort,
        });
    }

    public static MediaKind? KindOf(ReadOnlySpan<byte> head)
    {
        var type = head.Slice(4, 4);
        if (type.SequenceEqual("ftyp"u8))
        {
            var brand = head.Slice(8, 4);
            return brand.StartsWith("hei"u8) || brand.StartsWith("hev"u8) || brand.StartsWith("avi"u8)
                || brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("msf1"u8)
                    ? MediaKind.IsoPhoto
                    : MediaKind.Video;
        }

        // Old QuickTime files have no brand.
        return type.SequenceEqual("moov"u8) || type.SequenceEqual("mdat"u8) || type.SequenceEqual("wide"u8) ? MediaKind.Video : null;
    }

    private static long? Size(ReadOnlySpan<byte> header, ForwardReader source)
    {
        var size = BinaryPrimitives.ReadUInt32BigEndian(header);
        if (size != 1)
        {
            return size;
        }

        Span<byte> large = stackalloc byte[8];
        return source.Read(large) ? Math.Max(0, BinaryPrimitives.ReadInt64BigEndian(large)) : null;
    }

    // A fragmented video is complete after each fragment, so its structure doesn't show which one is the last.
    private static bool ContainsBox(ForwardReader source, long end, ReadOnlySpan<byte> wanted)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        while (source.Position + HeaderSize <= end && source.Read(header))
        {
            if (header.Slice(4).SequenceEqual(wanted))
            {
                return true;
            }

            var size = BinaryPrimitives.ReadUInt32BigEndian(header);
            if (size < HeaderSize || !source.Skip(size - HeaderSize))
            {
                return false;
            }
        }

        return false;
    }
}
