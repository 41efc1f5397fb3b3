namespace EventPics.HotFolder.Internal.History;

/// <summary>One use of a folder, as recorded by its marker.</summary>
internal class MarkerUse
{
    public string QueueId { get; set; } = "";

    public string Computer { get; set; } = "";

    public string User { get; set; } = "";

    public string DataFolder { get; set; } = "";

    public string LinkId { get; set; } = "";

    public DateTimeOffset Since { get; set; }
}
