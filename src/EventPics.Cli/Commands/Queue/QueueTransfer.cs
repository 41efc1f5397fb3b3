using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Queue;

namespace EventPics.Cli.Commands.Queue;

/// <summary><c>queue export</c> and <c>queue import</c>: waiting photos to a USB drive, and from it into a queue, each sent from one place only.</summary>
internal static class QueueTransfer
{
    public static async Task<int> ExportAsync(CommandContext context, string folder, IReadOnlyList<string> ids)
    {
        if (File.Exists(folder))
        {
            throw new CommandException(ExitCodes.Usage, context.Texts.ExportToFile(folder.Sanitize()));
        }

        var queue = await context.OpenQueueAsync().ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var choice = ids.Count > 0
            ? await QueueSelection.ResolveAsync(context, queue, ids).ConfigureAwait(false)
            : new QueueSelection(await queue.ListAsync(QueuedUploadState.Waiting, int.MaxValue, context.StoppingToken).ConfigureAwait(false), Errors: 0);
        var (exported, left) = (0, 0);
        foreach (var upload in choice.Uploads)
        {
            context.StoppingToken.ThrowIfCancellationRequested();
            var problem = await ExportAsync(context, queue, folder, upload).ConfigureAwait(false);
            if (problem is null)
            {
                exported++;
            }
            else
            {
                context.Warn(context.Texts.NotExported(upload.FileName.Sanitize(), problem));
                left++;
            }
        }

        QueueEdits.WriteCount(context, "exported", exported, (exported, left) switch
        {
            (0, 0) => context.Texts.NothingToExport,
            (0, _) => context.Texts.NothingExported,
            _ => context.Texts.Exported(exported, folder.Sanitize()),
        });
        return left + choice.Errors > 0 ? ExitCodes.Failed : ExitCodes.Success;
    }

    public static async Task<int> ImportAsync(CommandContext context, string folder)
    {
        if (File.Exists(folder))
        {
            throw new CommandException(ExitCodes.Usage, context.Texts.NotAFolder(folder.Sanitize()));
        }

        if (!Directory.Exists(folder))
        {
            throw new CommandException(ExitCodes.Usage, context.Texts.NoSuchFolder(folder.Sanitize()));
        }

        var drive = new ExportFolder(folder);
        var found = drive.List().ToList();
        if (found.Count == 0)
        {
            throw new CommandException(ExitCodes.Usage, context.Texts.NothingToImport(folder.Sanitize()));
        }

        var queue = await context.OpenQueueAsync().ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var (taken, failed) = (0, 0);
        foreach (var (sidecar, photo) in found.Where(each => each.Photo is not { IsImported: true }))
        {
            context.StoppingToken.ThrowIfCancellationRequested();
            var problem = photo is null ? context.Texts.UnreadableSidecar : await ImportAsync(context, queue, drive, photo).ConfigureAwait(false);
            if (problem is null)
            {
                taken++;
            }
            else
            {
                context.Warn(context.Texts.NotImported((photo?.FileName ?? sidecar).Sanitize(), problem));
                failed++;
            }
        }

        QueueEdits.WriteCount(context, "imported", taken, taken + failed == 0 ? context.Texts.AllImportedBefore : context.Texts.Imported(taken));
        return failed > 0 ? ExitCodes.Failed : ExitCodes.Success;
    }

    private static async Task<string?> ImportAsync(CommandContext context, UploadQueue queue, ExportFolder drive, ExportedPhoto photo)
    {
        try
        {
            if (!await drive.IsIntactAsync(photo, context.StoppingToken).ConfigureAwait(false))
            {
                return context.Texts.DamagedOnDrive;
            }

            var content = UploadContent.FromFile(drive.PathOf(photo));
            var request = new UploadRequest(photo.LinkId, photo.FileName, content) { AlbumId = photo.AlbumId, TakenAt = photo.TakenAt, MayBeUploaded = photo.MayBeUploaded };
            var upload = await queue.EnqueueAsync(request, context.StoppingToken).ConfigureAwait(false);
            if (upload.State == QueuedUploadState.Removed)
            {
                return context.Texts.ImportOfRemoved(upload.Id);
            }

            if (upload.State == QueuedUploadState.Exported && await queue.TakeBackAsync([upload.Id], context.StoppingToken).ConfigureAwait(false) == 0)
            {
                return context.Texts.NotTakenBack(photo.FileName.Sanitize());
            }

            Mark(context, drive, photo);
            return null;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return UserError.FromException(e, context.Texts).Message;
        }
    }

    // Written at once, so that the drive gives the photo to one computer only. The photo is queued whether or not the drive can be written.
    private static void Mark(CommandContext context, ExportFolder drive, ExportedPhoto photo)
    {
        try
        {
            drive.MarkImported(photo);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            context.Warn(context.Texts.NotMarkedAsImported(photo.FileName.Sanitize(), UserError.FromException(e, context.Texts).Message));
        }
    }

    private static async Task<string?> ExportAsync(CommandContext context, UploadQueue queue, string folder, QueuedUpload upload)
    {
        try
        {
            if (await queue.ExportAsync([upload.Id], folder, context.StoppingToken).ConfigureAwait(false) > 0)
            {
                return null;
            }

            var now = await queue.FindAsync(upload.Id, context.StoppingToken).ConfigureAwait(false);
            return now?.State is null or QueuedUploadState.Uploaded or QueuedUploadState.Removed
                ? context.Texts.NothingLeftToExport(now?.State ?? QueuedUploadState.Removed)
                : context.Texts.BytesDamaged;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return UserError.FromException(e, context.Texts).Message;
        }
    }
}
