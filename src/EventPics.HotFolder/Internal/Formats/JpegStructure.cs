namespace EventPics.HotFolder.Internal.Formats;

/// <summary>Walks a JPEG to its end marker, skipping those of embedded thumbnails.</summary>
internal static class JpegStructure
{
    private const byte Prefix = 0xFF;
    private const int EndOfImage = 0xD9;
    private const int StartOfScan = 0xDA;

    public static Completeness Check(ForwardReader source)
    {
        source.Skip(2);
        var extras = new JpegTrailer();
        var marker = NextMarker(source);
        while (marker is >= 0 and not EndOfImage)
        {
            if (HasLength(marker) && !SkipSegment(source, marker, extras))
            {
                return Completeness.CutShort;
            }

            marker = marker == StartOfScan ? SkipScan(source) : NextMarker(source);
        }

        return marker switch
        {
            EndOfImage => extras.AtEndOfImage(source.Position, source.Length),
            NoMarker => Completeness.Doubtful,
            _ => Completeness.CutShort,
        };
    }

    private const int Missing = -1;
    private const int NoMarker = -2;

    private static int NextMarker(ForwardReader source)
    {
        var value = source.Read();
        if (value != Prefix)
        {
            return value < 0 ? Missing : NoMarker;
        }

        while (value == Prefix)
        {
            value = source.Read();
        }

        return value;
    }

    private static bool HasLength(int marker) => marker is not (0x01 or (>= 0xD0 and <= 0xD8));

    private static bool SkipSegment(ForwardReader source, int marker, JpegTrailer extras)
    {
        var start = source.Position;
        Span<byte> size = stackalloc byte[2];
        if (!source.Read(size))
        {
            return false;
        }

        var length = (size[0] << 8) | size[1];
        if (marker is JpegTrailer.App1 or JpegTrailer.App2 && source.Length - source.Position >= length - 2 && length > 2)
        {
            var segment = new byte[length - 2];
            source.Read(segment);
            extras.AddSegment(marker, segment, start + 2);
        }

        return source.SkipTo(start + length);
    }

    // In image data a prefix byte is followed by zero or a restart marker; anything else ends the data.
    private static int SkipScan(ForwardReader source)
    {
        while (source.SkipPast(Prefix))
        {
            var value = source.Read();
            while (value == Prefix)
            {
                value = source.Read();
            }

            if (value is not (0 or (>= 0xD0 and <= 0xD7)))
            {
                return value;
            }
        }

        return Missing;
    }
}
