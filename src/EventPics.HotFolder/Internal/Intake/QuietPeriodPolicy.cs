using EventPics.HotFolder.Internal.Formats;
using EventPics.HotFolder.Internal.State;

namespace EventPics.HotFolder.Internal.Intake;

/// <summary>Determines how long a file must be unchanged before it is considered complete.</summary>
internal sealed class QuietPeriodPolicy(TimeSpan quietTime, TimeSpan quietTimeForVideo)
{
    /// <summary>For an empty file: some programs create the file first and write the photo later.</summary>
    public static readonly TimeSpan EmptyFileTimeout = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan DoubtfulQuietPeriod = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan NetworkQuietPeriod = TimeSpan.FromSeconds(5);

    /// <summary>Returns how long this file must be unchanged; <see langword="null"/> when no period is enough.</summary>
    public TimeSpan? RequiredQuietPeriod(FileInspection file, bool isVideoByName, bool isOnNetwork)
    {
        var isVideo = file.Kind == MediaKind.Video || (file.Kind == MediaKind.Unknown && isVideoByName);
        var quiet = isVideo ? quietTimeForVideo : quietTime;
        // Writes from another machine become visible late, and not always in order.
        var minimum = isOnNetwork ? NetworkQuietPeriod : Candidate.MinQuietPeriod;
        var isLocal = !isOnNetwork;
        return (file.Completeness, file.IsBeingWritten) switch
        {
            (Completeness.CutShort, _) => null,
            // Some programs keep a finished photo open; one that has all its bytes and doesn't change need not wait for them forever.
            (Completeness.Complete, true) => Longer(quiet, DoubtfulQuietPeriod),
            (_, true) => null,
            (Completeness.Complete, _) when file.Kind == MediaKind.Photo => minimum,
            // A video is changed here and there after its last byte; if it is complete, a short period is enough.
            (Completeness.Complete, _) => Longer(quietTime, minimum),
            // A fragmented video is complete after each fragment. No program on this computer has it open for writing, so it is finished.
            (Completeness.Doubtful, false) when isVideo && isLocal => Longer(quiet, minimum),
            (Completeness.Doubtful, _) => Longer(quiet, DoubtfulQuietPeriod),
            _ => Longer(quiet, minimum),
        };
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
