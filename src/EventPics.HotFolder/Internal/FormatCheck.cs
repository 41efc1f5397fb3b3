namespace EventPics.HotFolder.Internal;

/// <summary>Tells from a file's structure whether its last byte has been written.</summary>
internal static class FormatCheck
{
    private const int HeadLength = 12;
    private const int TailLength = 16;

    public static (MediaKind Kind, Completeness Completeness) Inspect(Stream stream)
    {
        Span<byte> head = stackalloc byte[HeadLength];
        if (!new ByteSource(stream).Read(head))
        {
            return (MediaKind.Unknown, Completeness.CutShort);
        }

        var source = new ByteSource(stream);
        var (kind, completeness) = Inspect(source, head);
        return completeness == Completeness.Complete && EndsInZeros(stream, source.Length)
            ? (kind, Completeness.Unknown)
            : (kind, completeness);
    }

    private static (MediaKind Kind, Completeness Completeness) Inspect(ByteSource source, ReadOnlySpan<byte> head)
    {
        if (head.StartsWith<byte>([0xFF, 0xD8, 0xFF]))
        {
            return (MediaKind.Picture, JpegEnd.Check(source));
        }

        if (head.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
        {
            return (MediaKind.Picture, PngEnd.Check(source));
        }

        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8))
        {
            return (MediaKind.Picture, GifEnd.Check(source));
        }

        return head.StartsWith("RIFF"u8) && head.Slice(8).StartsWith("WEBP"u8)
            ? (MediaKind.Picture, WebPEnd.Check(head, source.Length))
            : BoxesEnd.Check(source, head);
    }

    // Some programs make room for the whole file first and fill in its bytes later. Formats that name their length at the
    // beginning look whole then; only the zeros tell.
    private static bool EndsInZeros(Stream stream, long length)
    {
        stream.Position = Math.Max(0, length - TailLength);
        for (int value; (value = stream.ReadByte()) >= 0;)
        {
            if (value != 0)
            {
                return false;
            }
        }

        return true;
    }
}
