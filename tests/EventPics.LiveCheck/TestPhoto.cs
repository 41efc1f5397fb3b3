using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace EventPics.LiveCheck;

/// <summary>A photo that can be looked at, whose bytes are different for each name.</summary>
internal static class TestPhoto
{
    private const byte App1 = 0xE1;
    private const byte Comment = 0xFE;
    private const byte Scan = 0xDA;

    private static readonly byte[] Original = Read("booth.jpg");

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Photos", name));

    public static byte[] Create(string name) =>
        [.. Original[..2], .. Segment(Comment, Encoding.UTF8.GetBytes(name)), .. Original[2..]];

    /// <summary>A photo whose metadata says when it was taken.</summary>
    public static byte[] Create(string name, DateTime taken) =>
        [.. Original[..2], .. Segment(App1, Exif(taken)), .. Segment(Comment, Encoding.UTF8.GetBytes(name)), .. WithoutExif()];

    // Segments follow the start marker up to the scan; the photo's own metadata would contradict the new.
    private static IEnumerable<byte> WithoutExif()
    {
        var at = 2;
        IEnumerable<byte> kept = [];
        while (Original[at + 1] != Scan)
        {
            var end = at + 2 + BinaryPrimitives.ReadUInt16BigEndian(Original.AsSpan(at + 2));
            kept = Original[at + 1] == App1 ? kept : kept.Concat(Original[at..end]);
            at = end;
        }

        return kept.Concat(Original[at..]);
    }

    // Big-endian TIFF: the first directory at 8 points to the Exif directory at 26, whose DateTimeOriginal is at 44.
    private static byte[] Exif(DateTime taken) =>
    [
        .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8,
        0, 1, 0x87, 0x69, 0, 4, 0, 0, 0, 1, 0, 0, 0, 26, 0, 0, 0, 0,
        0, 1, 0x90, 0x03, 0, 2, 0, 0, 0, 20, 0, 0, 0, 44, 0, 0, 0, 0,
        .. Encoding.ASCII.GetBytes(taken.ToString("yyyy:MM:dd HH:mm:ss", CultureInfo.InvariantCulture)), 0,
    ];

    private static byte[] Segment(byte marker, byte[] data)
    {
        var segment = new byte[4 + data.Length];
        segment[0] = 0xFF;
        segment[1] = marker;
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)(data.Length + 2));
        data.CopyTo(segment, 4);
        return segment;
    }
}
