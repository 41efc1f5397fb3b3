using System.Buffers.Binary;
using System.Text;

namespace EventPics.HotFolder.Tests.Support;

/// <summary>Writes EXIF blocks.</summary>
internal static class TestExif
{
    private const ushort Ascii = 2;
    private const ushort Long = 4;
    private const ushort ExifPointer = 0x8769;

    public static byte[] Exif(
        string? original = null, string? offsetOriginal = null, string? subSeconds = null, string? digitized = null,
        string? changed = null, string? offset = null)
    {
        var first = new List<(ushort, string)>();
        var second = new List<(ushort, string)>();
        Add(first, 0x0132, changed);
        Add(second, 0x9003, original);
        Add(second, 0x9004, digitized);
        Add(second, 0x9010, offset);
        Add(second, 0x9011, offsetOriginal);
        Add(second, 0x9291, subSeconds);

        var start = 8;
        var secondStart = start + 2 + ((first.Count + 1) * 12) + 4;
        var dataStart = secondStart + 2 + (second.Count * 12) + 4;
        var data = new MemoryStream();
        var stream = new MemoryStream();
        stream.Write("II"u8);
        Write16(stream, 42);
        Write32(stream, start);
        Write16(stream, first.Count + 1);
        first.ForEach(field => WriteText(stream, data, dataStart, field));
        Write16(stream, ExifPointer);
        Write16(stream, Long);
        Write32(stream, 1);
        Write32(stream, secondStart);
        Write32(stream, 0);
        Write16(stream, second.Count);
        second.ForEach(field => WriteText(stream, data, dataStart, field));
        Write32(stream, 0);
        stream.Write(data.ToArray());
        return stream.ToArray();
    }

    /// <summary>Directories that contain only a pointer to the next one.</summary>
    public static byte[] Chain(int count) => Directories(count, static stream =>
    {
        Write16(stream, 0);
        Write32(stream, (int)stream.Length + 4);
    });

    /// <summary>Directories that contain the next one.</summary>
    public static byte[] Nest(int count) => Directories(count, static stream =>
    {
        Write16(stream, 1);
        Write16(stream, 0x014A);
        Write16(stream, Long);
        Write32(stream, 1);
        Write32(stream, (int)stream.Length + 8);
        Write32(stream, 0);
    });

    public static void Write16(Stream stream, int value)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
        stream.Write(bytes);
    }

    public static void Write32(Stream stream, int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        stream.Write(bytes);
    }

    private static byte[] Directories(int count, Action<Stream> write)
    {
        var stream = new MemoryStream();
        stream.Write("II"u8);
        Write16(stream, 42);
        Write32(stream, 8);
        for (var i = 0; i < count; i++)
        {
            write(stream);
        }

        stream.Write(new byte[32]);
        return stream.ToArray();
    }

    private static void Add(List<(ushort, string)> fields, ushort tag, string? value)
    {
        if (value is not null)
        {
            fields.Add((tag, value));
        }
    }

    private static void WriteText(Stream stream, Stream data, int dataStart, (ushort Tag, string Text) field)
    {
        var bytes = Encoding.ASCII.GetBytes(field.Text + "\0");
        Write16(stream, field.Tag);
        Write16(stream, Ascii);
        Write32(stream, bytes.Length);
        if (bytes.Length <= 4)
        {
            stream.Write(bytes);
            stream.Write(new byte[4 - bytes.Length]);
            return;
        }

        Write32(stream, dataStart + (int)data.Length);
        data.Write(bytes);
        data.Write(new byte[bytes.Length & 1]);
    }
}
