using System.Runtime.InteropServices;
using EventPics.Queue.Internal.Disk;
using EventPics.Queue.Internal.Spool;

namespace EventPics.Queue.Internal.Local;

/// <summary>Rejects folders where a queue isn't safe, when the queue is opened and not at the first photo.</summary>
internal static class QueueFolderGuard
{
    public static void Prepare(QueuePaths paths)
    {
        var folder = WithoutPrefix(paths.Folder);
        var network = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? WindowsShare(folder) : UnixShare(folder);
        if (network is not null)
        {
            throw new UploadQueueException(
                UploadQueueError.NetworkFolder,
                $"The queue's folder '{paths.Folder}' is on a network drive ({network}), where a database can't be kept safe. Choose a folder on a local disk.");
        }

        if (CloudSyncDetector.Detect(folder) is { } service)
        {
            throw new UploadQueueException(
                UploadQueueError.NetworkFolder,
                $"The queue's folder '{paths.Folder}' is synced by {service}, so a database can't be kept safe there. Choose a local folder that nothing syncs.");
        }

        try
        {
            DurableFile.CreateFolder(paths.Folder);
            DurableFile.CreateFolder(paths.Spool);
            var probe = Path.Combine(paths.Spool, "probe-" + Guid.NewGuid().ToString("N") + SpoolFolder.UnfinishedExtension);
            DurableFile.CreateFile(probe).Dispose();
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw IoErrorCodes.IsDiskFull(e)
                ? new UploadQueueException(
                    UploadQueueError.DiskFull, "The disk of the upload queue is full. Free some space; queued photos are safe.", e)
                : new UploadQueueException(
                    UploadQueueError.FolderNotWritable,
                    $"The queue's folder '{paths.Folder}' can't be created or written. Check its owner and permissions, or choose another.",
                    e);
        }
    }

    /// <summary>Removes the prefix for long paths, behind which Windows does not recognize drives.</summary>
    internal static string WithoutPrefix(string folder) =>
        folder.StartsWith(@"\\?\UNC\", StringComparison.OrdinalIgnoreCase) ? folder.Remove(2, 6)
        : folder.StartsWith(@"\\?\", StringComparison.Ordinal) ? folder.Substring(4)
        : folder;

    private static string? WindowsShare(string folder)
    {
        if (folder.StartsWith(@"\\", StringComparison.Ordinal))
        {
            return "a share";
        }

        return new DriveInfo(Path.GetPathRoot(folder)!).DriveType == DriveType.Network ? "a mapped share" : null;
    }

    private static string? UnixShare(string folder) =>
        File.Exists("/proc/mounts") ? NetworkTypeOf(folder, File.ReadAllLines("/proc/mounts")) : null;

    /// <summary>Gets the file system's name if the folder is on a network mount; otherwise null.</summary>
    internal static string? NetworkTypeOf(string folder, IEnumerable<string> mounts)
    {
        var (longest, type) = (-1, "");
        foreach (var mount in mounts)
        {
            var fields = mount.Split(' ');
            if (fields.Length < 3)
            {
                continue;
            }

            // The kernel writes a space in a path as \040.
            var point = fields[1].Replace("\\040", " ");
            if (point.Length >= longest && FolderPaths.IsBelow(point, folder, StringComparison.Ordinal))
            {
                (longest, type) = (point.Length, fields[2]);
            }
        }

        return NetworkFileSystems.Contains(type) ? type : null;
    }
}
