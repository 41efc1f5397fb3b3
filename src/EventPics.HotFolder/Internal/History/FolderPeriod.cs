using EventPics.HotFolder.Internal.Files;

namespace EventPics.HotFolder.Internal.History;

/// <summary>A time during which a folder was used for one event.</summary>
internal class FolderPeriod
{
    /// <summary>Empty when it isn't known any more.</summary>
    public string LinkId { get; set; } = "";

    public DateTimeOffset Since { get; set; }

    /// <summary>When it began, unless it was the first: only what came later is for its event.</summary>
    public DateTimeOffset? ChangedAt { get; set; }

    /// <summary>What was there already when it began, though its time says otherwise.</summary>
    public List<string> Present { get; set; } = [];

    /// <summary>The modification times (ticks) of these files, by which they are known under another name, too.</summary>
    public List<long> PresentTimes { get; set; } = [];

    /// <summary>Whether a file was there before.</summary>
    public bool IsFromBefore(string path, DateTime writtenUtc) =>
        ChangedAt is { } changed && (FileTimes.ArrivedUtc(path, writtenUtc) < changed.UtcDateTime
            || Present.Contains(path, Paths.Comparer)
            || PresentTimes.Contains(writtenUtc.Ticks));

    /// <summary>
    /// Whether a file was there before for certain, as it is now: not moved in since with the old time of another place, and not another one of the same name.
    /// </summary>
    public bool IsCertainlyFromBefore(string path, DateTime writtenUtc) =>
        ChangedAt is { } changed
        && (LinuxFiles.ChangedUtc(path) is not { } moved || moved < changed.UtcDateTime)
        && (FileTimes.ArrivedUtc(path, writtenUtc) < changed.UtcDateTime || WasPresent(path, writtenUtc));

    private bool WasPresent(string path, DateTime writtenUtc)
    {
        var i = Present.FindIndex(present => Paths.Comparer.Equals(present, path));
        return i >= 0 && i < PresentTimes.Count && PresentTimes[i] == writtenUtc.Ticks;
    }
}
