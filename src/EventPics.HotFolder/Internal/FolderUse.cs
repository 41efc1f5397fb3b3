namespace EventPics.HotFolder.Internal;

/// <summary>What a folder is used for.</summary>
internal sealed class FolderUse
{
    public string Folder { get; set; } = "";

    public string LinkId { get; set; } = "";

    public DateTimeOffset Since { get; set; }

    /// <summary>When the event changed, if it ever did: only what came later is for this event.</summary>
    public DateTimeOffset? ChangedAt { get; set; }

    /// <summary>What was there already when the event changed, though its time says otherwise.</summary>
    public List<string> Present { get; set; } = [];

    /// <summary>The modification times (ticks) of these files, by which they are known under another name, too.</summary>
    public List<long> PresentTimes { get; set; } = [];

    /// <summary>The events before, oldest first.</summary>
    public List<EarlierUse> Earlier { get; set; } = [];

    /// <summary>Whether a file was there before the event changed.</summary>
    public bool IsFromBefore(string path, DateTime writtenUtc) =>
        ChangedAt is { } changed && (FileTimes.YoungerUtc(path, writtenUtc) < changed.UtcDateTime
            || Present.Contains(path, Paths.Comparer)
            || PresentTimes.Contains(writtenUtc.Ticks));
}
