using System.Reflection;

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

    /// <summary>Gets the default folder: of each user, application and account its own, because one application must not send the photos of another.</summary>
    public static string DefaultFolder(string accountName) => DefaultFolder(Assembly.GetEntryAssembly()?.GetName().Name ?? AppDomain.CurrentDomain.FriendlyName, accountName);

    internal static string DefaultFolder(string application, string accountName) => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "EventPics",
        string.Join("_", application.Split(Path.GetInvalidFileNameChars())),
        accountName == UploadQueueOptions.DefaultAccountName ? "queue" : "queue-" + accountName);
}
