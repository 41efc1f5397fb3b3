using System.Buffers.Binary;

namespace EventPics.HotFolder.Internal.Formats;

/// <summary>Walks the chunks of a PNG to IEND.</summary>
internal static class PngStructure
{
    public static Completeness Check(ForwardReader source)
    {
        source.Skip(8);
        Span<byte> header = stackalloc byte[8];
        while (source.Read(header))
        {
            var type = header.Slice(4);
            if (!IsLetters(type))
            {
                return Completeness.CutShort;
            }

            if (!source.Skip(BinaryPrimitives.ReadUInt32BigEndian(header) + 4L))
            {
                return Completeness.CutShort;
            }

            if (type.SequenceEqual("IEND"u8))
            {
                return source.Position == source.Length ? Completeness.Complete : Completeness.Unknown;
            }
        }

        return Completeness.CutShort;
    }

    private static bool IsLetters(ReadOnlySpan<byte> type)
    {
        foreach (var letter in type)
        {
            if ((letter | 0x20) is < 'a' or > 'z')
            {
                return false;
            }
        }

        return true;
    }
}
