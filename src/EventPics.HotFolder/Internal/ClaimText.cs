namespace EventPics.HotFolder.Internal;

/// <summary>The content of a claim file.</summary>
internal sealed class ClaimText
{
    public string QueueId { get; set; } = "";

    public string Computer { get; set; } = "";

    public string User { get; set; } = "";

    public string DataFolder { get; set; } = "";

    /// <summary>The event that the folder's photos go to.</summary>
    public string LinkId { get; set; } = "";

    /// <summary>Tells watchers apart, also those of one process.</summary>
    public string Watcher { get; set; } = "";

    public int ProcessId { get; set; }

    /// <summary>Grows while the holder lives.</summary>
    public long Beat { get; set; }
}
