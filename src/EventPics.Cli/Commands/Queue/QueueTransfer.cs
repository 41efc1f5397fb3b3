using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Queue;

namespace EventPics.Cli.Commands.Queue;

/// <summary><c>queue export</c> and <c>queue import</c>: waiting photos to a USB drive, and from it into a queue, each sent from one place only.</summary>
internal static class QueueTransfer
{
    public static async Task<int> ExportAsync(CommandContext shell, string folder, IReadOnlyList<string> ids)
    {
        if (File.Exists(folder))
        {
            throw new CommandException(ExitCodes.Usage, shell.Texts.ExportToFile(folder.Sanitize()));
        }

        var queue = await shell.OpenQueueAsync().ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var choice = ids.Count > 0
            ? await QueueSelection.ResolveAsync(shell, queue, ids).ConfigureAwait(false)
            : new QueueSelection(await queue.ListAsync(QueuedUploadState.Waiting, int.MaxValue, shell.StoppingToken).ConfigureAwait(false), Errors: 0);
        var (exported, left) = (0, 0);
        foreach (var upload in choice.Uploads)
        {
            shell.StoppingToken.ThrowIfCancellationRequested();
            var problem = await ExportAsync(shell, queue, folder, upload).ConfigureAwait(false);
            if (problem is null)
            {
                exported++;
            }
            else
            {
                shell.Warn(shell.Texts.NotExported(upload.FileName.Sanitize(), problem));
                left++;
            }
        }

        QueueEdits.WriteCount(shell, "exported", exported, (exported, left) switch
        {
            (0, 0) => shell.Texts.NothingToExport,
            (0, _) => shell.Texts.NothingExported,
            _ => shell.Texts.Exported(exported, folder.Sanitize()),
        });
        return left + choice.Errors > 0 ? ExitCodes.Failed : ExitCodes.Success;
    }

    public static async Task<int> ImportAsync(CommandContext shell, string folder)
    {
        if (File.Exists(folder))
        {
            throw new CommandException(ExitCodes.Usage, shell.Texts.NotAFolder(folder.Sanitize()));
        }

        if (!Directory.Exists(folder))
        {
            throw new CommandException(ExitCodes.Usage, shell.Texts.NoSuchFolder(folder.Sanitize()));
        }

        var drive = new ExportFolder(folder);
        var found = drive.List().ToList();
        if (found.Count == 0)
        {
            throw new CommandException(ExitCodes.Usage, shell.Texts.NothingToImport(folder.Sanitize()));
        }

        var queue = await shell.OpenQueueAsync().ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var (taken, failed) = (0, 0);
        foreach (var (sidecar, photo) in found.Where(each => each.Photo is not { IsImported: true }))
        {
            shell.StoppingToken.ThrowIfCancellationRequested();
            var problem = photo is null ? shell.Texts.UnreadableSidecar : await ImportAsync(shell, queue, drive, photo).ConfigureAwait(false);
            if (problem is null)
            {
                taken++;
            }
            else
            {
                shell.Warn(shell.Texts.NotImported((photo?.FileName ?? sidecar).Sanitize(), problem));
                failed++;
            }
        }

        QueueEdits.WriteCount(shell, "imported", taken, taken + failed == 0 ? shell.Texts.AllImportedBefore : shell.Texts.Imported(taken));
        return failed > 0 ? ExitCodes.Failed : ExitCodes.Success;
    }

    private static async Task<string?> ImportAsync(CommandContext shell, UploadQueue queue, ExportFolder drive, ExportedPhoto photo)
    {
        try
        {
            if (!await drive.IsIntactAsync(photo, shell.StoppingToken).ConfigureAwait(false))
            {
                return shell.Texts.DamagedOnDrive;
            }

            var content = UploadContent.FromFile(drive.PathOf(photo));
            var request = new UploadRequest(photo.LinkId, photo.FileName, content) { AlbumId = photo.AlbumId, TakenAt = photo.TakenAt, MayBeUploaded = photo.MayBeUploaded };
            var upload = await queue.EnqueueAsync(request, shell.StoppingToken).ConfigureAwait(false);
            if (upload.State == QueuedUploadState.Removed)
            {
                return shell.Texts.ImportOfRemoved(upload.Id);
            }

            if (upload.State == QueuedUploadState.Exported && await queue.TakeBackAsync([upload.Id], shell.StoppingToken).ConfigureAwait(false) == 0)
            {
                return shell.Texts.NotTakenBack(photo.FileName.Sanitize());
            }

            Mark(shell, drive, photo);
            return null;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return UserError.FromException(e, shell.Texts).Message;
        }
    }

    // Written at once, so that the drive gives the photo to one computer only. The photo is queued whether or not the drive can be written.
    private static void Mark(CommandContext shell, ExportFolder drive, ExportedPhoto photo)
    {
        try
        {
            drive.MarkImported(photo);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            shell.Warn(shell.Texts.NotMarkedAsImported(photo.FileName.Sanitize(), UserError.FromException(e, shell.Texts).Message));
        }
    }

    private static async Task<string?> ExportAsync(CommandContext shell, UploadQueue queue, string folder, QueuedUpload upload)
    {
        try
        {
            if (await queue.ExportAsync([upload.Id], folder, shell.StoppingToken).ConfigureAwait(false) > 0)
            {
                return null;
            }

            var now = await queue.FindAsync(upload.Id, shell.StoppingToken).ConfigureAwait(false);
            return now?.State is null or QueuedUploadState.Uploaded or QueuedUploadState.Removed
                ? shell.Texts.NothingLeftToExport(now?.State ?? QueuedUploadState.Removed)
                : shell.Texts.BytesDamaged;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return UserError.FromException(e, shell.Texts).Message;
        }
    }
}
