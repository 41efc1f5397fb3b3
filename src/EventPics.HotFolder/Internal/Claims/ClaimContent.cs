namespace EventPics.HotFolder.Internal.Claims;

/// <summary>The content of a claim file.</summary>
internal sealed class ClaimContent
{
    public string QueueId { get; set; } = "";

    public string Computer { get; set; } = "";

    public string User { get; set; } = "";

    public string DataFolder { get; set; } = "";

    /// <summary>The event that the folder's photos go to.</summary>
    public string LinkId { get; set; } = "";

    /// <summary>Identifies a watcher, also within one process.</summary>
    public string Watcher { get; set; } = "";

    public int ProcessId { get; set; }

    /// <summary>When the process started, see <see cref="ProcessIdentity"/>: IDs are reused.</summary>
    public string Started { get; set; } = "";

    /// <summary>Where the process ID is unique, see <see cref="ProcessIdentity"/>.</summary>
    public string Scope { get; set; } = "";

    /// <summary>Whether the photos of subfolders are sent as well.</summary>
    public bool Recursive { get; set; } = true;

    /// <summary>Incremented with every heartbeat.</summary>
    public long Beat { get; set; }

    public static ClaimContent ForThisProcess(string queueFolder, string queueId, string linkId, bool recursive) => new()
    {
        QueueId = queueId,
        Computer = Environment.MachineName,
        User = Environment.UserName,
        DataFolder = queueFolder,
        LinkId = linkId,
        Watcher = Guid.NewGuid().ToString("N"),
        ProcessId = ProcessIdentity.CurrentId,
        Started = ProcessIdentity.CurrentStart,
        Scope = ProcessIdentity.Scope,
        Recursive = recursive,
    };
}
