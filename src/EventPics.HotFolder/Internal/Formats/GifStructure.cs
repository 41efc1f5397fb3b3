namespace EventPics.HotFolder.Internal.Formats;

/// <summary>Walks the blocks of a GIF to its trailer.</summary>
internal static class GifStructure
{
    private const int Extension = 0x21;
    private const int Image = 0x2C;
    private const int Trailer = 0x3B;

    public static Completeness Check(ForwardReader source)
    {
        source.Skip(10);
        var flags = source.Read();
        if (flags < 0 || !source.Skip(2 + ColorTable(flags)))
        {
            return Completeness.CutShort;
        }

        while (true)
        {
            switch (source.Read())
            {
                case Trailer:
                    return source.Position == source.Length ? Completeness.Complete : Completeness.Unknown;
                case Extension when (source.Skip(1) && SkipBlocks(source)):
                case Image when SkipImage(source):
                    break;
                case < 0 or Extension or Image:
                    return Completeness.CutShort;
                default:
                    return Completeness.Doubtful;
            }
        }
    }

    private static int ColorTable(int flags) => (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);

    private static bool SkipImage(ForwardReader source)
    {
        if (!source.Skip(8))
        {
            return false;
        }

        var flags = source.Read();
        return flags >= 0 && source.Skip(ColorTable(flags) + 1) && SkipBlocks(source);
    }

    private static bool SkipBlocks(ForwardReader source)
    {
        int size;
        while ((size = source.Read()) > 0)
        {
            if (!source.Skip(size))
            {
                return false;
            }
        }

        return size == 0;
    }
}
