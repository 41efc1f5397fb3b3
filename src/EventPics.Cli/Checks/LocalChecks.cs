using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.Checks;

/// <summary>The checks that need no network.</summary>
internal sealed class LocalChecks(CommandContext context)
{
    private const long LowDisk = 1_000_000_000;
    private const long FullDisk = 200_000_000;

    private static readonly TimeSpan EventTimeout = TimeSpan.FromSeconds(5);

    public Finding Disk() => Disk(DoctorChecks.Disk, context.DataDirectory, context.Texts.DiskFree);

    /// <summary>Checks the disk that the booth program saves to, which need not be the queue's.</summary>
    public Finding FolderDisk(string folder) => Disk(DoctorChecks.FolderDisk, Path.GetFullPath(folder), context.Texts.FolderDiskFree);

    private Finding Disk(string check, string folder, Func<string, bool, string> message)
    {
        try
        {
            var existing = new DirectoryInfo(folder);
            while (existing is { Exists: false, Parent: not null })
            {
                existing = existing.Parent;
            }

            var free = new DriveInfo(existing.FullName).AvailableFreeSpace;
            var health = free < FullDisk ? CheckResult.Bad : free < LowDisk ? CheckResult.Warning : CheckResult.Ok;
            return new Finding(check, health, message(context.Texts.Size(free), health != CheckResult.Ok));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new Finding(check, CheckResult.Unchecked, context.Texts.DiskUnknown(UserError.FromException(e, context.Texts).Message));
        }
    }

    /// <summary>Opens the queue, which proves that the folder is writable, can be locked and is on no network drive.</summary>
    public async Task<Finding> DataFolderAsync()
    {
        try
        {
            var queue = await context.OpenQueueAsync().ConfigureAwait(false);
            await using var queueScope = queue.ConfigureAwait(false);
            var status = await queue.GetStatusAsync(context.StoppingToken).ConfigureAwait(false);
            return status.Failed > 0
                ? new Finding(
                    DoctorChecks.Data, CheckResult.Warning,
                    context.Texts.DataFolderWithFailed(context.DataDirectory, status.Waiting, status.Failed))
                : new Finding(DoctorChecks.Data, CheckResult.Ok, context.Texts.DataFolderFine(context.DataDirectory, status.Waiting));
        }
        catch (Exception e) when (e is UploadQueueException or IOException or UnauthorizedAccessException)
        {
            return new Finding(DoctorChecks.Data, CheckResult.Bad, UserError.FromException(e, context.Texts).Message);
        }
    }

    /// <summary>Lists the folder, then writes a file and waits for the system to report it.</summary>
    public async Task<Finding> WatchedFolderAsync(string? folder)
    {
        if (folder is null)
        {
            return new Finding(DoctorChecks.Folder, CheckResult.Unchecked, context.Texts.NoFolderGiven);
        }

        var path = Path.GetFullPath(folder);
        if (!Directory.Exists(path))
        {
            return Folder(
                CheckResult.Bad,
                File.Exists(path) ? context.Texts.NotAFolder(path.Sanitize()) : context.Texts.NoSuchFolder(path.Sanitize()));
        }

        List<UploadableFile> files;
        try
        {
            files = [.. MediaFiles.Enumerate(path)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Folder(CheckResult.Bad, $"{path.Sanitize()}: {context.Texts.UnreadableFolder}");
        }

        if (files.FindAll(file => file.SkipReason == SkipReason.InvalidName) is [var damaged, ..] all)
        {
            return Folder(CheckResult.Warning, context.Texts.FolderHasDamagedNames(all.Count, damaged.Path.Sanitize()));
        }

        if (files.Find(file => file.SkipReason == SkipReason.Unreadable) is { } closed)
        {
            return Folder(CheckResult.Warning, $"{closed.Path.Sanitize()}: {context.Texts.UnreadableFolder}");
        }

        try
        {
            return await ReportsNewFilesAsync(path).ConfigureAwait(false)
                ? Folder(CheckResult.Ok, context.Texts.FolderReportsChanges(path.Sanitize(), files.Count(file => file.SkipReason is null)))
                : Folder(CheckResult.Warning, context.Texts.FolderWithoutNotifications(path.Sanitize()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Folder(CheckResult.Warning, context.Texts.FolderReadOnly(path.Sanitize()));
        }
    }

    private static Finding Folder(CheckResult health, string message) => new(DoctorChecks.Folder, health, message);

    private async Task<bool> ReportsNewFilesAsync(string folder)
    {
        // Hidden and temporary by its name, so that a hot folder doesn't send it.
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

            await File.WriteAllTextAsync(file, "EventPics", context.StoppingToken).ConfigureAwait(false);
            await seen.Task.WaitAsync(EventTimeout, context.Time, context.StoppingToken).ConfigureAwait(false);
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
            // The system has no watches left; a hot folder then polls.
            return false;
        }
    }
}
