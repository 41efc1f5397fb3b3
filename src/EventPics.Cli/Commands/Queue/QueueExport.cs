using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Queue;

namespace EventPics.Cli.Commands.Queue;

/// <summary>
/// <c>queue export</c>: moves waiting photos to a folder, on a USB drive for instance, from which another computer sends them.
/// </summary>
internal static class QueueExport
{
    public static async Task<int> RunAsync(CommandContext context, string folder, IReadOnlyList<string> ids)
    {
        if (File.Exists(folder))
        {
            throw new CommandException(ExitCodes.Usage, context.Texts.ExportToFile(folder.Sanitize()));
        }

        var queue = await context.OpenQueueAsync().ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var choice = ids.Count > 0
            ? await QueueSelection.ResolveAsync(context, queue, ids).ConfigureAwait(false)
            : new QueueSelection(
                await queue.ListAsync(QueuedUploadState.Waiting, int.MaxValue, context.StoppingToken).ConfigureAwait(false), Errors: 0);
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

        CountWriter.Write(context, "exported", exported, (exported, left) switch
        {
            (0, 0) => context.Texts.NothingToExport,
            (0, _) => context.Texts.NothingExported,
            _ => context.Texts.Exported(exported, folder.Sanitize()),
        });
        return left + choice.Errors > 0 ? ExitCodes.Failed : ExitCodes.Success;
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
