using EventPics.Queue;

namespace EventPics.Cli.Internal;

/// <summary><c>queue export</c> and <c>queue import</c>: waiting photos to a USB drive, and from it into a queue, each sent from one place only.</summary>
internal static class QueueTransfer
{
    public static async Task<int> ExportAsync(Shell shell, string folder, IReadOnlyList<string> ids)
    {
        if (File.Exists(folder))
        {
            throw new ToolException(ExitCodes.Usage, shell.Texts.ExportToFile(folder.Plain()));
        }

        var queue = await QueueViews.OpenAsync(shell).ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var choice = ids.Count > 0
            ? await QueueChoice.OfAsync(shell, queue, ids).ConfigureAwait(false)
            : new QueueChoice(await queue.ListAsync(QueuedUploadState.Waiting, int.MaxValue, shell.Stop).ConfigureAwait(false), Mistakes: 0);
        var (exported, left) = (0, 0);
        foreach (var upload in choice.Uploads)
        {
            shell.Stop.ThrowIfCancellationRequested();
            var problem = await ExportAsync(shell, queue, folder, upload).ConfigureAwait(false);
            if (problem is null)
            {
                exported++;
            }
            else
            {
                shell.Warn(shell.Texts.NotExported(upload.FileName.Plain(), problem));
                left++;
            }
        }

        QueueRepairs.Tell(shell, "exported", exported, (exported, left) switch
        {
            (0, 0) => shell.Texts.NothingToExport,
            (0, _) => shell.Texts.NothingExported,
            _ => shell.Texts.Exported(exported, folder.Plain()),
        });
        return left + choice.Mistakes > 0 ? ExitCodes.Refused : ExitCodes.Done;
    }

    public static async Task<int> ImportAsync(Shell shell, string folder)
    {
        if (File.Exists(folder))
        {
            throw new ToolException(ExitCodes.Usage, shell.Texts.NotAFolder(folder.Plain()));
        }

        if (!Directory.Exists(folder))
        {
            throw new ToolException(ExitCodes.Usage, shell.Texts.NoSuchFolder(folder.Plain()));
        }

        var drive = new ExportFolder(folder);
        var found = drive.List().ToList();
        if (found.Count == 0)
        {
            throw new ToolException(ExitCodes.Usage, shell.Texts.NothingToImport(folder.Plain()));
        }

        var queue = await QueueViews.OpenAsync(shell).ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var (taken, failed) = (0, 0);
        foreach (var (sidecar, photo) in found.Where(each => each.Photo is not { IsImported: true }))
        {
            shell.Stop.ThrowIfCancellationRequested();
            var problem = photo is null ? shell.Texts.UnreadableSidecar : await ImportAsync(shell, queue, drive, photo).ConfigureAwait(false);
            if (problem is null)
            {
                taken++;
            }
            else
            {
                shell.Warn(shell.Texts.NotImported((photo?.FileName ?? sidecar).Plain(), problem));
                failed++;
            }
        }

        QueueRepairs.Tell(shell, "imported", taken, taken + failed == 0 ? shell.Texts.AllImportedBefore : shell.Texts.Imported(taken));
        return failed > 0 ? ExitCodes.Refused : ExitCodes.Done;
    }

    private static async Task<string?> ImportAsync(Shell shell, UploadQueue queue, ExportFolder drive, ExportedPhoto photo)
    {
        try
        {
            if (!await drive.IsIntactAsync(photo, shell.Stop).ConfigureAwait(false))
            {
                return shell.Texts.DamagedOnDrive;
            }

            var content = UploadContent.FromFile(drive.PathOf(photo));
            var request = new UploadRequest(photo.LinkId, photo.FileName, content) { AlbumId = photo.AlbumId, TakenAt = photo.TakenAt, MayBeUploaded = photo.MayBeUploaded };
            var upload = await queue.EnqueueAsync(request, shell.Stop).ConfigureAwait(false);
            if (upload.State == QueuedUploadState.Removed)
            {
                return shell.Texts.ImportOfRemoved(upload.Id);
            }

            if (upload.State == QueuedUploadState.Exported && await queue.TakeBackAsync([upload.Id], shell.Stop).ConfigureAwait(false) == 0)
            {
                return shell.Texts.NotTakenBack(photo.FileName.Plain());
            }

            Mark(shell, drive, photo);
            return null;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return Explanation.Of(e, shell.Texts).Message;
        }
    }

    // Written at once, so that the drive gives the photo to one computer only. The photo is queued whether or not the drive can be written.
    private static void Mark(Shell shell, ExportFolder drive, ExportedPhoto photo)
    {
        try
        {
            drive.MarkImported(photo);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            shell.Warn(shell.Texts.NotMarkedAsImported(photo.FileName.Plain(), Explanation.Of(e, shell.Texts).Message));
        }
    }

    private static async Task<string?> ExportAsync(Shell shell, UploadQueue queue, string folder, QueuedUpload upload)
    {
        try
        {
            if (await queue.ExportAsync([upload.Id], folder, shell.Stop).ConfigureAwait(false) > 0)
            {
                return null;
            }

            var now = await queue.FindAsync(upload.Id, shell.Stop).ConfigureAwait(false);
            return now?.State is null or QueuedUploadState.Uploaded or QueuedUploadState.Removed
                ? shell.Texts.NothingLeftToExport(now?.State ?? QueuedUploadState.Removed)
                : shell.Texts.BytesDamaged;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Explanation.Of(e, shell.Texts).Message;
        }
    }
}
