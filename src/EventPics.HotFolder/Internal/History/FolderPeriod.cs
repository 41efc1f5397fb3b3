using EventPics.HotFolder.Internal.Files;

namespace EventPics.HotFolder.Internal.History;

/// <summary>A period during which a folder was used for one event.</summary>
internal class FolderPeriod
{
    /// <summary>Empty when it is unknown.</summary>
    public string LinkId { get; set; } = "";

    public DateTimeOffset Since { get; set; }

    /// <summary>When it began, unless it was the first: only files that arrived later are for its event.</summary>
    public DateTimeOffset? ChangedAt { get; set; }

    /// <summary>The files that were already present when it began, although their times suggest otherwise.</summary>
    public List<string> Present { get; set; } = [];

    /// <summary>The modification times (ticks) of these files, by which they are recognized after being renamed.</summary>
    public List<long> PresentTimes { get; set; } = [];

    /// <summary>Whether a file was present before.</summary>
    public bool IsFromBefore(string path, DateTime writtenUtc) =>
        ChangedAt is { } changed && (FileTimes.ArrivedUtc(path, writtenUtc) < changed.UtcDateTime
            || Present.Contains(path, Paths.Comparer)
            || PresentTimes.Contains(writtenUtc.Ticks));

    /// <summary>
    /// Whether a file was certainly present before: neither moved in since then with an old time, nor another file of the same name.
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
