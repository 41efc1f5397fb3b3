using System.Buffers.Binary;
using EventPics.HotFolder.Internal.Formats;

namespace EventPics.HotFolder.Internal.CaptureTimes;

/// <summary>Finds the EXIF block in a photo and reads only its beginning, whatever size it claims to have.</summary>
internal static class ExifBlock
{
    /// <summary>As much as a JPEG can contain. Cameras write the times at its beginning.</summary>
    public const int MaxSize = 64 * 1024;

    private const byte JpegPrefix = 0xFF;
    private const int JpegStartOfScan = 0xDA;
    private const int JpegEndOfImage = 0xD9;

    public static byte[]? InJpeg(ForwardReader source)
    {
        source.Skip(2);
        while (source.SkipPast(JpegPrefix))
        {
            int marker;
            while ((marker = source.Read()) == JpegPrefix)
            {
                // Any number of prefix bytes may precede a marker.
            }

            var length = source.ReadNumber(2) - 2;
            if (length < 0 || marker is JpegStartOfScan or JpegEndOfImage)
            {
                return null;
            }

            var end = source.Position + length;
            if (marker == JpegTrailer.App1 && source.ReadUpTo(length) is var block && block.AsSpan().StartsWith("Exif\0\0"u8))
            {
                return block;
            }

            if (!source.SkipTo(end))
            {
                return null;
            }
        }

        return null;
    }

    public static byte[]? InPng(ForwardReader source)
    {
        source.Skip(8);
        Span<byte> type = stackalloc byte[4];
        while (true)
        {
            var length = source.ReadNumber(4);
            if (length < 0 || !source.Read(type))
            {
                return null;
            }

            if (type.SequenceEqual("eXIf"u8))
            {
                return source.ReadUpTo(Math.Min(length, MaxSize));
            }

            var end = source.Position + length;
            if ((type.SequenceEqual("zTXt"u8) || type.SequenceEqual("tEXt"u8))
                && RawProfile.Read(source.ReadUpTo(Math.Min(length, MaxSize)), isCompressed: type[0] == 'z') is { } profile)
            {
                return profile;
            }

            if (!source.SkipTo(end + 4))
            {
                return null;
            }
        }
    }

    public static byte[]? InWebP(ForwardReader source)
    {
        source.Skip(12);
        Span<byte> header = stackalloc byte[8];
        while (source.Read(header))
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(header.Slice(4));
            if (header.StartsWith("EXIF"u8))
            {
                return source.ReadUpTo(Math.Min(length, MaxSize));
            }

            if (!source.Skip(length + (length & 1L)))
            {
                return null;
            }
        }

        return null;
    }
}
