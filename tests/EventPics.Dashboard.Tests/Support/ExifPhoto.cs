using System.Buffers.Binary;

namespace EventPics.Dashboard.Tests.Support;

/// <summary>A JPEG whose metadata says what a test wants, true or not.</summary>
internal static class ExifPhoto
{
    private const uint ThumbnailOffset = 56;

    public static byte[] Thumbnail(int length) => [0xFF, 0xD8, 0xFF, 0xDB, .. Enumerable.Repeat((byte)7, length - 4)];

    public static byte[] Create(byte[] thumbnail, uint? offset = null, uint? length = null, ushort orientation = 1)
    {
        byte[] tiff =
        [
            .. "MM"u8, 0, 42, 0, 0, 0, 8,
            0, 1, .. Entry(0x0112, type: 3, (uint)orientation << 16), .. UInt32(26), // the photo: its orientation
            0, 2, .. Entry(0x0201, type: 4, offset ?? ThumbnailOffset),
            .. Entry(0x0202, type: 4, length ?? (uint)thumbnail.Length), .. UInt32(0),
            .. thumbnail,
        ];
        byte[] segment = [.. "Exif\0\0"u8, .. tiff];
        var size = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(size, (ushort)(segment.Length + 2));
        return [0xFF, 0xD8, 0xFF, 0xE1, .. size, .. segment, 0xFF, 0xDA, 0, 2, .. TestImages.Jpeg(500, thumbnail.Length), 0xFF, 0xD9];
    }

    private static byte[] Entry(ushort tag, byte type, uint value) => [(byte)(tag >> 8), (byte)tag, 0, type, 0, 0, 0, 1, .. UInt32(value)];

    private static byte[] UInt32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}
