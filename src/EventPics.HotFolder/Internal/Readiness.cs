namespace EventPics.HotFolder.Internal;

/// <summary>How long a file must have been left alone before it counts as finished.</summary>
internal sealed class Readiness(TimeSpan quietTime, TimeSpan quietTimeForVideo)
{
    /// <summary>For a picture whose end is proven: enough to notice a program that writes it a second time right away.</summary>
    public static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(200);

    /// <summary>For an empty file: some programs make the file first and the picture later.</summary>
    public static readonly TimeSpan Empty = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan CutShort = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan OnNetwork = TimeSpan.FromSeconds(5);

    public TimeSpan RequiredQuiet(MediaKind kind, Completeness completeness, bool isVideoByName, bool isOnNetwork)
    {
        var quiet = kind == MediaKind.Video || (kind == MediaKind.Unknown && isVideoByName) ? quietTimeForVideo : quietTime;
        // Another machine's writing shows late, and not always in order.
        var least = isOnNetwork ? OnNetwork : Settle;
        return completeness switch
        {
            Completeness.Complete when kind == MediaKind.Picture => least,
            // A film is changed here and there after its last byte; a short quiet is proof enough of a whole one.
            Completeness.Complete => Longer(quietTime, least),
            Completeness.CutShort => Longer(quiet, CutShort),
            _ => Longer(quiet, least),
        };
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
