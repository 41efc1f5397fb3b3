namespace EventPics.HotFolder.Internal.History;

/// <summary>An earlier use of a folder, from here or, according to its marker, from elsewhere.</summary>
internal sealed class EarlierUse : FolderPeriod
{
    /// <summary>The other computer; <see langword="null"/> when it was this computer with this queue.</summary>
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

    public static EarlierUse Of(MarkerUse marker, bool isFirst) => new()
    {
        LinkId = marker.LinkId,
        Since = marker.Since,
        ChangedAt = isFirst ? null : marker.Since,
        Computer = marker.Computer,
        User = marker.User,
        DataFolder = marker.DataFolder,
    };
}
