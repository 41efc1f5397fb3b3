namespace EventPics.HotFolder.Internal;

/// <summary>An event that a folder was used for before.</summary>
internal sealed class EarlierUse
{
    public string LinkId { get; set; } = "";

    public DateTimeOffset Since { get; set; }
}
