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
            return new Finding(DoctorChecks.Disk, Health.Unchecked, shell.Texts.DiskUnknown(Explanation.Of(e, shell.Texts).Message));
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

    /// <summary>Lists it, then writes a file and waits for the system to tell of it.</summary>
    public async Task<Finding> WatchedFolderAsync(string? folder)
    {
        if (folder is null)
        {
            return new Finding(DoctorChecks.Folder, Health.Unchecked, shell.Texts.NoFolderAsked);
        }

        var path = Path.GetFullPath(folder);
        if (!Directory.Exists(path))
        {
            return Folder(Health.Bad, File.Exists(path) ? shell.Texts.NotAFolder(path.Plain()) : shell.Texts.NoSuchFolder(path.Plain()));
        }

        int pictures;
        try
        {
            pictures = UploadableFiles.Find(path).Count(file => file.SkipReason is null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Folder(Health.Bad, $"{path.Plain()}: {shell.Texts.UnreadableFolder}");
        }

        try
        {
            return await SeesFilesAsync(path).ConfigureAwait(false)
                ? Folder(Health.Ok, shell.Texts.FolderTellsChanges(path.Plain(), pictures))
                : Folder(Health.Warning, shell.Texts.FolderIsSilent(path.Plain()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Folder(Health.Warning, shell.Texts.FolderReadOnly(path.Plain()));
        }
    }

    private static Finding Folder(Health health, string message) => new(DoctorChecks.Folder, health, message);

    private async Task<bool> SeesFilesAsync(string folder)
    {
        // Hidden and temporary by its name, so that no hot folder takes it for a picture.
        var name = $".eventpics-doctor-{Guid.NewGuid():N}.tmp";
        var file = Path.Combine(folder, name);
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(folder, name);
        watcher.Created += (_, _) => seen.TrySetResult();
        try
        {
            if (!TryStart(watcher))
            {
                return false;
            }

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

    private static bool TryStart(FileSystemWatcher watcher)
    {
        try
        {
            watcher.EnableRaisingEvents = true;
            return true;
        }
        catch (IOException)
        {
            // The system has no watch left to give; the hot folder then looks for itself, too.
            return false;
        }
    }
}
