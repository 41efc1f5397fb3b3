namespace EventPics.HotFolder.Internal.Formats;

/// <summary>Determines from a file's structure whether its last byte has been written.</summary>
internal static class CompletenessChecker
{
    private const int HeadLength = 12;
    private const int TailLength = 16;
    private const int ReservedLength = 4096;

    private const string NoBeginning = "Its beginning has not been written yet: it consists of zeros.";
    private const string Reserved = "Its space was reserved, but its bytes have not been written yet: it ends in zeros.";
    private const string NoEnd = "Its end is missing.";
    private const string Odd = "It looks damaged or unfinished.";

    private static readonly HashSet<string> NeverStartWithZero =
        new([".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".gif", ".webp"], StringComparer.OrdinalIgnoreCase);

    public static (MediaKind Kind, Completeness Completeness, string? Incomplete) Inspect(Stream stream, string name)
    {
        Span<byte> head = stackalloc byte[HeadLength];
        if (!new ForwardReader(stream).Read(head))
        {
            return (MediaKind.Unknown, Completeness.CutShort, NoEnd);
        }

        var source = new ForwardReader(stream);
        var (kind, completeness) = Inspect(source, head);
        if (kind == MediaKind.Unknown && IsUnwritten(head, name))
        {
            return (kind, Completeness.CutShort, NoBeginning);
        }

        var reservedLength = Math.Min(ReservedLength, source.Length / 2);
        if (kind == MediaKind.Unknown && MediaFiles.IsMedia(name) && EndsInZeros(stream, source.Length, reservedLength))
        {
            return (kind, Completeness.CutShort, Reserved);
        }

        // Some programs reserve the whole file first and write its bytes later. Formats that state their length at the beginning then look
        // complete; only the zeros show it. A few zeros may belong to the format, many don't.
        if (completeness is Completeness.Complete or Completeness.Doubtful && EndsInZeros(stream, source.Length, TailLength))
        {
            var isReserved = (kind == MediaKind.Photo && completeness == Completeness.Doubtful)
                || EndsInZeros(stream, source.Length, reservedLength);
            completeness = isReserved ? Completeness.CutShort : Completeness.Doubtful;
            return (kind, completeness, isReserved ? Reserved : null);
        }

        return (kind, completeness, completeness == Completeness.CutShort ? kind == MediaKind.Unknown ? Odd : NoEnd : null);
    }

    private static (MediaKind Kind, Completeness Completeness) Inspect(ForwardReader source, ReadOnlySpan<byte> head)
    {
        if (head.StartsWith<byte>([0xFF, 0xD8, 0xFF]))
        {
            return (MediaKind.Photo, JpegStructure.Check(source));
        }

        if (head.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
        {
            return (MediaKind.Photo, PngStructure.Check(source));
        }

        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8))
        {
            return (MediaKind.Photo, GifStructure.Check(source));
        }

        return head.StartsWith("RIFF"u8) && head.Slice(8).StartsWith("WEBP"u8)
            ? (MediaKind.Photo, WebPStructure.Check(head, source.Length))
            : IsoMediaStructure.Check(source, head);
    }

    // A writer that fills in the header at the very end. An MP4 or HEIC may start with a zero byte, but never without its type.
    private static bool IsUnwritten(ReadOnlySpan<byte> head, string name) =>
        NeverStartWithZero.Contains(Path.GetExtension(name))
            ? head[0] == 0
            : MediaFiles.IsMedia(name) && head.Slice(4).SequenceEqual(stackalloc byte[HeadLength - 4]);

    private static bool EndsInZeros(Stream stream, long length, long count)
    {
        stream.Position = Math.Max(0, length - count);
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
