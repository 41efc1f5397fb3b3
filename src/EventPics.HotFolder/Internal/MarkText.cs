namespace EventPics.HotFolder.Internal;

/// <summary>The content of a folder's mark.</summary>
internal sealed class MarkText
{
    /// <summary>The folder's own, under whatever path it is reached.</summary>
    public string Id { get; set; } = "";

    public string QueueId { get; set; } = "";

    public string Computer { get; set; } = "";

    public string User { get; set; } = "";

    public string DataFolder { get; set; } = "";

    /// <summary>The event that the folder was used for last.</summary>
    public string LinkId { get; set; } = "";

    public DateTimeOffset Since { get; set; }

    /// <summary>Whether that use ended as it should: at the time of the file's last modification.</summary>
    public bool HasEnded { get; set; }
}
