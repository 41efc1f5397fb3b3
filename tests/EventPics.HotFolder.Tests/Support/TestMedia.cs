using System.Buffers.Binary;
using System.Text;

namespace EventPics.HotFolder.Tests.Support;

/// <summary>Small files of every format, structured as cameras write them.</summary>
internal static class TestMedia
{
    public static readonly byte[] TinyJpeg = [0xFF, 0xD8, .. Segment(0xC0, new byte[11]), .. Scan([1, 2, 3]), 0xFF, 0xD9];

    /// <summary>A JPEG with a thumbnail, two scans, stuffed bytes and restart markers.</summary>
    public static byte[] Jpeg(byte[]? exif = null, int seed = 1, int size = 600) =>
    [
        0xFF, 0xD8,
        .. exif is null ? [] : Segment(0xE1, [.. "Exif\0\0"u8, .. exif]),
        .. Segment(0xEC, TinyJpeg),
        .. Segment(0xC2, new byte[15]),
        .. Segment(0xC4, [0xFF, 0xD9, 1, 2, 3]),
        .. Scan(Noise(seed, size / 2)),
        .. Segment(0xC4, [9, 0xFF, 0xD9]),
        0xFF, .. Scan(Noise(seed + 1, size / 2)),
        0xFF, 0xD9,
    ];

    /// <summary>A JPEG with a second, larger preview behind its end, as many cameras write it.</summary>
    public static byte[] JpegWithPreview()
    {
        byte[] preview = [0xFF, 0xD8, .. Segment(0xEC, TinyJpeg), .. Scan(Noise(5, 200)), 0xFF, 0xD9];
        var photo = With(preview.Length, 0);
        // The index counts from its own TIFF header, which starts 8 bytes into the first segment.
        return [.. With(preview.Length, photo.Length - 10), .. preview];

        static byte[] With(int size, int offset)
        {
            var index = new MemoryStream();
            index.Write("MPF\0II"u8);
            TestExif.Write16(index, 42);
            TestExif.Write32(index, 8);
            TestExif.Write16(index, 1);
            TestExif.Write16(index, 0xB002);
            TestExif.Write16(index, 7);
            TestExif.Write32(index, 32);
            TestExif.Write32(index, 8 + 2 + 12 + 4);
            TestExif.Write32(index, 0);
            foreach (var (length, at) in new[] { (0, 0), (size, offset) })
            {
                TestExif.Write32(index, 0);
                TestExif.Write32(index, length);
                TestExif.Write32(index, at);
                TestExif.Write32(index, 0);
            }

            return [0xFF, 0xD8, .. Segment(0xE2, index.ToArray()), .. Scan(Noise(4, 100)), 0xFF, 0xD9];
        }
    }

    public static byte[] Png(byte[]? exif = null) =>
    [
        0x89, .. "PNG\r\n"u8, 0x1A, 0x0A,
        .. Chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]),
        .. exif is null ? [] : Chunk("eXIf", exif),
        .. Chunk("tEXt", "IEND\0IEND"u8.ToArray()),
        .. Chunk("IDAT", Noise(2, 90)),
        .. Chunk("IDAT", Noise(3, 90)),
        .. Chunk("IEND", []),
    ];

    /// <summary>A PNG with its EXIF as ImageMagick stores it.</summary>
    public static byte[] PngWithRawProfile(byte[] exif, bool isCompressed)
    {
        var digits = string.Concat(Convert.ToHexStringLower(exif).Chunk(72).Select(line => "\n" + new string(line)));
        var text = Encoding.ASCII.GetBytes($"\nexif\n{exif.Length,8}{digits}\n");
        var packed = new MemoryStream();
        using (var zlib = new System.IO.Compression.ZLibStream(packed, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(text);
        }

        byte[] body = [.. "Raw profile type exif\0"u8, .. isCompressed ? [0, .. packed.ToArray()] : text];
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]), .. Chunk(isCompressed
            ? "zTXt"
            : "tEXt", body), .. Chunk("IDAT", Noise(2, 90)), .. Chunk("IEND", [])];
    }

    public static byte[] Gif() =>
    [
        .. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 1, 2, 3, 0x3B, 0x3B, 0x3B,
        0x21, 0xF9, 4, 0, 0, 0, 0, 0,
        0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0x81, .. new byte[12], 2, 3, 0x3B, 0x3B, 0x3B, 1, 7, 0,
        0x21, 0xFE, 2, 0x3B, 0x00, 0,
        0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4C, 0x3B, 0,
        0x3B,
    ];

    public static byte[] WebP(byte[]? exif = null, int size = 101)
    {
        byte[] body =
            [.. "WEBP"u8, .. RiffChunk("VP8X", [8, 0, 0, 0, 0, 0, 0, 0, 0, 0]), .. RiffChunk("VP8 ", Noise(6, size)), .. exif is null
                ? []
                : RiffChunk("EXIF", exif)];
        return RiffChunk("RIFF", body);
    }

    public static byte[] Box(string type, params byte[] body)
    {
        var bytes = new byte[8 + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(bytes, bytes.Length);
        Encoding.ASCII.GetBytes(type).CopyTo(bytes, 4);
        body.CopyTo(bytes, 8);
        return bytes;
    }

    public static byte[] LargeBox(string type, byte[] body)
    {
        byte[] bytes = [0, 0, 0, 1, .. Encoding.ASCII.GetBytes(type), 0, 0, 0, 0, 0, 0, 0, 0, .. body];
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(8), bytes.Length);
        return bytes;
    }

    public static byte[] Mp4(DateTime? created = null, bool indexFirst = false)
    {
        var index = Box("moov", [.. MovieHeader(created), .. Box("trak", Noise(8, 30))]);
        var data = Box("mdat", Noise(9, 300));
        return [.. Box("ftyp", [.. "isom"u8, 0, 0, 2, 0]), .. Box("free"), .. indexFirst ? index : data, .. indexFirst ? data : index];
    }

    public static byte[] Mov() =>
        [.. Box("wide"), .. LargeBox("mdat", Noise(10, 300)), .. Box("moov", MovieHeader(null))];

    public static byte[] Heic() =>
        [.. Box("ftyp", [.. "heic"u8, 0, 0, 0, 0, .. "mif1heic"u8]), .. Box("meta", new byte[90]), .. Box("mdat", Noise(11, 200))];

    /// <summary>A HEIC with an EXIF item, located as on Apple's phones.</summary>
    public static byte[] Heic(byte[] exif, int? claimedLength = null)
    {
        byte[] item = [0, 0, 0, 6, .. "Exif\0\0"u8, .. exif];
        var head = With(0);
        return [.. With(head.Length), .. Box("mdat", item)];

        byte[] With(int offset)
        {
            var place = new byte[8];
            BinaryPrimitives.WriteInt32BigEndian(place, offset + 8);
            BinaryPrimitives.WriteInt32BigEndian(place.AsSpan(4), claimedLength ?? item.Length);
            var types = Box("iinf", [0, 0, 0, 0, 0, 2, .. Item(1, "hvc1"), .. Item(2, "Exif")]);
            var places =
                Box("iloc", [1, 0, 0, 0, 0x44, 0, 0, 2, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 9, 0, 0, 0, 9, 0, 2, 0, 0, 0, 0, 0, 1, .. place]);
            // States that the EXIF item describes the image; some readers accept no other.
            var references = Box("iref", [0, 0, 0, 0, .. Box("cdsc", 0, 2, 0, 1, 0, 1)]);
            return [.. Box(
                "ftyp", [.. "heic"u8, 0, 0, 0, 0, .. "mif1heic"u8]), .. Box("meta", [0, 0, 0, 0, .. types, .. references, .. places])];
        }

        static byte[] Item(byte id, string type) => Box("infe", [2, 0, 0, 0, 0, id, 0, 0, .. Encoding.ASCII.GetBytes(type), 0]);
    }

    public static byte[] Noise(int seed, int length)
    {
        // Never zero, so that no test triggers the rule about zeros by chance.
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (byte)random.Next(1, 256))];
    }

    private static byte[] MovieHeader(DateTime? created)
    {
        var body = new byte[100];
        var seconds = created is null ? 0 : (uint)(created.Value - new DateTime(1904, 1, 1)).TotalSeconds;
        BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(4), seconds);
        BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(12), 1000);
        body[99] = 2;
        return Box("mvhd", body);
    }

    private static byte[] Segment(int marker, byte[] body) =>
        [0xFF, (byte)marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body];

    private static byte[] Scan(byte[] noise)
    {
        var data =
            noise.SelectMany(static (value, i) => value == 0xFF ? [0xFF, 0x00] : i % 50 == 49 ? new byte[] { 0xFF, 0xD3, value } : [value]);
        return [.. Segment(0xDA, [1, 1, 0, 0, 63, 0]), .. data];
    }

    private static byte[] Chunk(string type, byte[] body)
    {
        var bytes = new byte[8 + body.Length + 4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, body.Length);
        Encoding.ASCII.GetBytes(type).CopyTo(bytes, 4);
        body.CopyTo(bytes, 8);
        // A checksum that no reader compares.
        bytes.AsSpan(8 + body.Length).Fill(0xAE);
        return bytes;
    }

    private static byte[] RiffChunk(string type, byte[] body)
    {
        byte[] bytes = [.. Encoding.ASCII.GetBytes(type), 0, 0, 0, 0, .. body, .. new byte[body.Length & 1]];
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), body.Length);
        return bytes;
    }
}
