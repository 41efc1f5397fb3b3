namespace EventPics.Queue.Internal.Local;

/// <summary>The paths in a queue's folder.</summary>
internal sealed class QueuePaths(string folder)
{
    public string Folder { get; } = folder;

    public string Database { get; } = Path.Combine(folder, "queue.db");

    /// <summary>Locked by the sender.</summary>
    public string SenderLock { get; } = Path.Combine(folder, "sender.lock");

    /// <summary>Locked while a process opens, repairs or rebuilds the database.</summary>
    public string OpenLock { get; } = Path.Combine(folder, "open.lock");

    public string Journal { get; } = Path.Combine(folder, "uploaded.log");

    /// <summary>The removed photos.</summary>
    public string Removals { get; } = Path.Combine(folder, "removed.log");

    public string Spool { get; } = Path.Combine(folder, "spool");

    public static string DefaultFolder(string accountName) => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "EventPics",
        accountName == UploadQueueOptions.DefaultAccountName ? "queue" : "queue-" + accountName);
}
