using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Queue;

namespace EventPics.Cli.Commands.Queue;

/// <summary><c>queue import</c>: queues the photos that another computer exported.</summary>
internal static class QueueImport
{
    public static async Task<int> RunAsync(CommandContext context, string folder)
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
            var problem = photo is null
                ? context.Texts.UnreadableSidecar
                : await ImportAsync(context, queue, drive, photo).ConfigureAwait(false);
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

        CountWriter.Write(
            context, "imported", taken, taken + failed == 0 ? context.Texts.AllImportedBefore : context.Texts.Imported(taken));
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
            var request = new UploadRequest(photo.LinkId, photo.FileName, content)
            {
                AlbumId = photo.AlbumId,
                TakenAt = photo.TakenAt,
                MayBeUploaded = photo.MayBeUploaded,
            };
            var upload = await queue.EnqueueAsync(request, context.StoppingToken).ConfigureAwait(false);
            if (upload.State == QueuedUploadState.Removed)
            {
                return context.Texts.ImportOfRemoved(upload.Id);
            }

            if (upload.State == QueuedUploadState.Exported
                && await queue.TakeBackAsync([upload.Id], context.StoppingToken).ConfigureAwait(false) == 0)
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

    // Written after each photo, so that the drive gives it to one computer only. The photo is queued whether or not the drive can be
    // written.
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
}
