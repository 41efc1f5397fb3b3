using System.Buffers.Binary;

namespace EventPics.HotFolder.Internal.Formats;

/// <summary>Compares the length that a WebP states at its beginning with the file's.</summary>
internal static class WebPStructure
{
    public static Completeness Check(ReadOnlySpan<byte> head, long length)
    {
        var size = BinaryPrimitives.ReadUInt32LittleEndian(head.Slice(4));
        var end = 8L + size + (size & 1);
        if (size < 12)
        {
            // A writer that fills in the size at the very end.
            return Completeness.CutShort;
        }

        return length < end ? Completeness.CutShort : length == end ? Completeness.Complete : Completeness.Unknown;
    }
}
