using System.Buffers.Binary;

namespace EventPics.HotFolder.Internal.Formats;

/// <summary>One box of an MP4, MOV or HEIC, of which only the header has been read.</summary>
internal readonly record struct IsoBox(uint Type, long End)
{
    private const int HeaderSize = 8;

    /// <summary>Reads the next header before a position; <see langword="null"/> when there is none or it is invalid.</summary>
    public static IsoBox? Next(ForwardReader source, long end)
    {
        var start = source.Position;
        if (start > end - HeaderSize)
        {
            return null;
        }

        var size = source.ReadNumber(4);
        var type = source.ReadNumber(4);
        var length = size switch
        {
            0 => end - start,
            1 => source.ReadNumber(8),
            _ => size,
        };
        return type >= 0 && length >= HeaderSize && length <= end - start ? new IsoBox((uint)type, start + length) : null;
    }

    /// <summary>Enters the next box of a type before a position.</summary>
    public static IsoBox? Find(ForwardReader source, long end, ReadOnlySpan<byte> type)
    {
        while (Next(source, end) is { } box)
        {
            if (box.Is(type))
            {
                return box;
            }

            if (!source.SkipTo(box.End))
            {
                break;
            }
        }

        return null;
    }

    public bool Is(ReadOnlySpan<byte> type) => Type == BinaryPrimitives.ReadUInt32BigEndian(type);
}
