namespace EventPics.HotFolder.Internal.History;

/// <summary>What a folder was used for before, from here or, as its mark told, from elsewhere.</summary>
internal sealed class EarlierUse : FolderPeriod
{
    /// <summary>The other computer; <see langword="null"/> when it was this one with this queue.</summary>
    public string? Computer { get; set; }

    public string? User { get; set; }

    public string? DataFolder { get; set; }

    public static EarlierUse Of(FolderUse use) => new()
    {
        LinkId = use.LinkId,
        Since = use.Since,
        ChangedAt = use.ChangedAt,
        Present = use.Present,
        PresentTimes = use.PresentTimes,
    };

    public static EarlierUse Of(MarkerUse mark, bool isFirst) => new()
    {
        LinkId = mark.LinkId,
        Since = mark.Since,
        ChangedAt = isFirst ? null : mark.Since,
        Computer = mark.Computer,
        User = mark.User,
        DataFolder = mark.DataFolder,
    };
}
