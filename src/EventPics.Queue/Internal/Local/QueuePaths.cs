using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using EventPics.Queue.Internal.Spool;

namespace EventPics.Queue.Internal.Local;

/// <summary>The paths in a queue's folder.</summary>
internal sealed class QueuePaths(string folder)
{
    // What the system calls the application domain of every program that was not started by its own executable.
    private const string SharedName = "DefaultDomain";

    private const int HashLength = 8;

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
    public static string DefaultFolder(string accountName) => Assembly.GetEntryAssembly()?.GetName().Name is { } name
        ? DefaultFolder(name, accountName)
        : DefaultFolder(AppContext.BaseDirectory, AppDomain.CurrentDomain.FriendlyName, accountName);

    /// <summary>
    /// Gets that of an application without an entry assembly, which keeps the queue of its former name: in another one, the photos that were
    /// uploaded or removed would be sent again.
    /// </summary>
    /// <exception cref="UploadQueueException">It can't be found out whether there is such a queue.</exception>
    internal static string DefaultFolder(string applicationFolder, string formerName, string accountName)
    {
        var present = new QueuePaths(DefaultFolder(NameOf(applicationFolder), accountName));
        var former = new QueuePaths(DefaultFolder(formerName, accountName));
        return formerName != SharedName && former.HasDatabase() && !present.HasDatabase() ? former.Folder : present.Folder;
    }

    /// <summary>
    /// Names an application without an entry assembly, such as a web site in IIS or an add-in, by the folder that it is in. The names of its
    /// application domains change with each start, or are the same for all.
    /// </summary>
    internal static string NameOf(string applicationFolder)
    {
        var folder = Path.GetFullPath(applicationFolder).TrimEnd(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        var path = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? folder.ToUpperInvariant() : folder;
        using var text = new MemoryStream(Encoding.UTF8.GetBytes(path));
        return $"{Path.GetFileName(folder)}-{Sha256Hex.Compute(text, CancellationToken.None).Substring(0, HashLength)}";
    }

    /// <summary>Finds the default folders of other applications, for an account of the same name.</summary>
    public IEnumerable<QueuePaths> FindOthers()
    {
        var applications = Path.GetDirectoryName(Path.GetDirectoryName(Folder))!;
        return Directory.EnumerateDirectories(applications)
            .Select(application => new QueuePaths(Path.Combine(application, Path.GetFileName(Folder))))
            .Where(other => other.Folder != Folder);
    }

    /// <summary>Whether it contains photos that are not uploaded.</summary>
    public bool HoldsPhotos() => Directory.Exists(Spool) && Directory.EnumerateFiles(Spool, "*" + SpoolFolder.BytesExtension).Any();

    // File.Exists would take an error for a missing file.
    private bool HasDatabase()
    {
        try
        {
            File.GetAttributes(Database);
            return true;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UploadQueueException(
                UploadQueueError.StorageFailed,
                $"Whether there is a queue in '{Folder}' can't be determined: {e.Message} Check the folder's permissions, or set UploadQueueOptions.Folder.",
                e);
        }
    }

    internal static string DefaultFolder(string application, string accountName) => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "EventPics",
        string.Join("_", application.Split(Path.GetInvalidFileNameChars())),
        accountName == UploadQueueOptions.DefaultAccountName ? "queue" : "queue-" + accountName);
}
