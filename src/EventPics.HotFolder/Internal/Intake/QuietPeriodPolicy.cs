using EventPics.HotFolder.Internal.Formats;
using EventPics.HotFolder.Internal.State;

namespace EventPics.HotFolder.Internal.Intake;

/// <summary>How long a file must have been left alone before it counts as finished.</summary>
internal sealed class QuietPeriodPolicy(TimeSpan quietTime, TimeSpan quietTimeForVideo)
{
    /// <summary>For an empty file: some programs create the file first and write the photo later.</summary>
    public static readonly TimeSpan EmptyFileTimeout = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan DoubtfulQuietPeriod = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan NetworkQuietPeriod = TimeSpan.FromSeconds(5);

    /// <summary>How long this file must be left alone; <see langword="null"/> when no time is enough.</summary>
    public TimeSpan? RequiredQuietPeriod(FileInspection file, bool isVideoByName, bool isOnNetwork)
    {
        var isVideo = file.Kind == MediaKind.Video || (file.Kind == MediaKind.Unknown && isVideoByName);
        var quiet = isVideo ? quietTimeForVideo : quietTime;
        // Another machine's writing shows late, and not always in order.
        var least = isOnNetwork ? NetworkQuietPeriod : Candidate.MinQuietPeriod;
        var isLocal = !isOnNetwork;
        return (file.Completeness, file.IsBeingWritten) switch
        {
            (Completeness.CutShort, _) => null,
            // Some programs keep a finished photo open; what has all its bytes and stays as it is need not wait for them for ever.
            (Completeness.Complete, true) => Longer(quiet, DoubtfulQuietPeriod),
            (_, true) => null,
            (Completeness.Complete, _) when file.Kind == MediaKind.Photo => least,
            // A film is changed here and there after its last byte; a short quiet is proof enough of a whole one.
            (Completeness.Complete, _) => Longer(quietTime, least),
            // A film in fragments is whole after each of them. Nobody on this computer writes it any more, so it is at its end.
            (Completeness.Doubtful, false) when isVideo && isLocal => Longer(quiet, least),
            (Completeness.Doubtful, _) => Longer(quiet, DoubtfulQuietPeriod),
            _ => Longer(quiet, least),
        };
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
