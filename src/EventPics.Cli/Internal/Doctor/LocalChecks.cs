using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.Internal;

/// <summary>What can be checked on this computer alone.</summary>
internal sealed class LocalChecks(Shell shell)
{
    private const long LowDisk = 1_000_000_000;
    private const long FullDisk = 200_000_000;

    private static readonly TimeSpan EventPatience = TimeSpan.FromSeconds(5);

    public Finding Disk()
    {
        try
        {
            var existing = new DirectoryInfo(shell.DataDirectory);
            while (existing is { Exists: false, Parent: not null })
            {
                existing = existing.Parent;
            }

            var free = new DriveInfo(existing.FullName).AvailableFreeSpace;
            var health = free < FullDisk ? Health.Bad : free < LowDisk ? Health.Warning : Health.Ok;
            return new Finding(DoctorChecks.Disk, health, shell.Texts.DiskFree(shell.Texts.Size(free), health != Health.Ok));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new Finding(DoctorChecks.Disk, Health.Warning, shell.Texts.DiskUnknown(e.Message));
        }
    }

    /// <summary>Opens the queue, which writes, locks and tells shares from disks.</summary>
    public async Task<Finding> DataFolderAsync()
    {
        try
        {
            var queue = await QueueViews.OpenAsync(shell).ConfigureAwait(false);
            await using var queueScope = queue.ConfigureAwait(false);
            var status = await queue.GetStatusAsync(shell.Stop).ConfigureAwait(false);
            return status.SetAside > 0
                ? new Finding(DoctorChecks.Data, Health.Warning, shell.Texts.DataFolderWithRefused(shell.DataDirectory, status.Waiting, status.SetAside))
                : new Finding(DoctorChecks.Data, Health.Ok, shell.Texts.DataFolderFine(shell.DataDirectory, status.Waiting));
        }
        catch (Exception e) when (e is UploadQueueException or IOException or UnauthorizedAccessException)
        {
            return new Finding(DoctorChecks.Data, Health.Bad, Explanation.Of(e, shell.Texts).Message);
        }
    }

    /// <summary>Writes a file and waits for the system to tell of it.</summary>
    public async Task<Finding> WatchedFolderAsync(string? folder)
    {
        var path = Path.GetFullPath(folder ?? shell.DataDirectory);
        if (!Directory.Exists(path))
        {
            return new Finding(DoctorChecks.Folder, Health.Bad, shell.Texts.NoSuchFolder(path.Plain()));
        }

        try
        {
            var isSeen = await SeesFilesAsync(path).ConfigureAwait(false);
            var pictures = folder is null ? (int?)null : UploadableFiles.Find(path).Count(file => file.SkipReason is null);
            return isSeen
                ? new Finding(DoctorChecks.Folder, Health.Ok, shell.Texts.FolderTellsChanges(path.Plain(), pictures))
                : new Finding(DoctorChecks.Folder, Health.Warning, shell.Texts.FolderIsSilent(path.Plain()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Finding(DoctorChecks.Folder, folder is null ? Health.Bad : Health.Warning, Explanation.Of(e, shell.Texts).Message);
        }
    }

    private async Task<bool> SeesFilesAsync(string folder)
    {
        // Hidden and temporary by its name, so that no hot folder takes it for a picture.
        var name = $".eventpics-doctor-{Guid.NewGuid():N}.tmp";
        var file = Path.Combine(folder, name);
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(folder, name);
        watcher.Created += (_, _) => seen.TrySetResult();
        watcher.EnableRaisingEvents = true;
        try
        {
            await File.WriteAllTextAsync(file, "EventPics", shell.Stop).ConfigureAwait(false);
            await seen.Task.WaitAsync(EventPatience, shell.Time, shell.Stop).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
