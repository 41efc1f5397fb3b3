using EventPics.Queue;

namespace EventPics.Cli.Internal;

/// <summary><c>queue export</c> and <c>queue import</c>: waiting pictures to a USB stick, and from it into a queue, each in one place only.</summary>
internal static class QueueTransfer
{
    public static async Task<int> ExportAsync(Shell shell, string folder)
    {
        var queue = await QueueViews.OpenAsync(shell).ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var stick = new ExportFolder(folder);
        var (moved, left) = (0, 0);
        foreach (var picture in await queue.ListAsync(QueuedUploadState.Waiting, int.MaxValue, shell.Stop).ConfigureAwait(false))
        {
            shell.Stop.ThrowIfCancellationRequested();
            if (await ExportAsync(shell, queue, stick, picture).ConfigureAwait(false))
            {
                moved++;
            }
            else
            {
                left++;
            }
        }

        QueueRepairs.Tell(shell, "exported", moved, (moved, left) switch
        {
            (0, 0) => shell.Texts.NothingToExport,
            (0, _) => shell.Texts.NothingExported,
            _ => shell.Texts.Exported(moved, folder.Plain()),
        });
        return left > 0 ? ExitCodes.Refused : ExitCodes.Done;
    }

    public static async Task<int> ImportAsync(Shell shell, string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new ToolException(ExitCodes.Usage, shell.Texts.NoSuchFolder(folder.Plain()));
        }

        var stick = new ExportFolder(folder);
        var found = stick.List().ToList();
        if (found.Count == 0)
        {
            throw new ToolException(ExitCodes.Usage, shell.Texts.NothingToImport(folder.Plain()));
        }

        var queue = await QueueViews.OpenAsync(shell).ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var (taken, failed) = (0, 0);
        foreach (var (note, picture) in found.Where(each => each.Picture is not { IsImported: true }))
        {
            var trouble = picture is null ? shell.Texts.UnreadableNote : await ImportAsync(shell, queue, stick, picture).ConfigureAwait(false);
            if (trouble is null)
            {
                taken++;
            }
            else
            {
                shell.Warn(shell.Texts.NotImported((picture?.FileName ?? note).Plain(), trouble));
                failed++;
            }
        }

        QueueRepairs.Tell(shell, "imported", taken, taken + failed == 0 ? shell.Texts.AllImportedBefore : shell.Texts.Imported(taken));
        return failed > 0 ? ExitCodes.Refused : ExitCodes.Done;
    }

    private static async Task<string?> ImportAsync(Shell shell, UploadQueue queue, ExportFolder stick, ExportedPicture picture)
    {
        try
        {
            if (!await stick.IsIntactAsync(picture, shell.Stop).ConfigureAwait(false))
            {
                return shell.Texts.DamagedOnStick;
            }

            var content = UploadContent.FromFile(stick.PathOf(picture));
            var request = new UploadRequest(picture.LinkId, picture.FileName, content) { AlbumId = picture.AlbumId, TakenAt = picture.TakenAt };
            await queue.EnqueueAsync(request, shell.Stop).ConfigureAwait(false);

            // Written at once, so that the stick gives the picture to one computer only.
            stick.Save(picture with { IsImported = true });
            return null;
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return Explanation.Of(e, shell.Texts).Message;
        }
    }

    private static async Task<bool> ExportAsync(Shell shell, UploadQueue queue, ExportFolder stick, QueuedUpload picture)
    {
        try
        {
            var note = new ExportedPicture(
                picture.FileName, ExportFolder.NameFor(picture.FileName, picture.Sha256), picture.LinkId, picture.AlbumId,
                picture.TakenAt, picture.Sha256, picture.Length, IsImported: false);
            if (await CopyAsync(shell, queue, stick, picture, note).ConfigureAwait(false) is { } trouble)
            {
                shell.Warn(shell.Texts.NotExported(picture.FileName.Plain(), trouble));
                return false;
            }

            if (!await RemoveUnlessSentAsync(queue, picture).ConfigureAwait(false))
            {
                // It went out meanwhile: the copy would be a double.
                stick.Save(note with { IsImported = true });
            }

            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            shell.Warn(shell.Texts.NotExported(picture.FileName.Plain(), Explanation.Of(e, shell.Texts).Message));
            return false;
        }
    }

    // The queue's own bytes: the original may be gone or changed by now.
    private static async Task<string?> CopyAsync(Shell shell, UploadQueue queue, ExportFolder stick, QueuedUpload picture, ExportedPicture note)
    {
        var source = await queue.OpenReadAsync(picture.Id, shell.Stop).ConfigureAwait(false);
        if (source is null)
        {
            return shell.Texts.BytesGone;
        }

        await using (source.ConfigureAwait(false))
        {
            return await stick.AddAsync(source, note, shell.Stop).ConfigureAwait(false) ? null : shell.Texts.BytesDamaged;
        }
    }

    private static async Task<bool> RemoveUnlessSentAsync(UploadQueue queue, QueuedUpload picture) =>
        await queue.FindAsync(picture.Id).ConfigureAwait(false) is { State: QueuedUploadState.Waiting }
        && await queue.RemoveAsync(picture.Id).ConfigureAwait(false);
}
