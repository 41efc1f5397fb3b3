using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Queue;

namespace EventPics.Cli.Commands.Queue;

/// <summary><c>queue take-back</c>: takes back exported and removed photos.</summary>
internal static class QueueTakeBack
{
    /// <summary>Without IDs it takes back everything exported. A removal is undone only for a photo that was given.</summary>
    public static async Task<int> RunAsync(CommandContext context, IReadOnlyList<string> ids)
    {
        var queue = await context.OpenQueueAsync().ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var choice = ids.Count > 0
            ? await QueueSelection.ResolveAsync(context, queue, ids).ConfigureAwait(false)
            : new QueueSelection(
                await queue.ListAsync(QueuedUploadState.Exported, int.MaxValue, context.StoppingToken).ConfigureAwait(false), Errors: 0);
        var (count, errors) = (0, choice.Errors);
        foreach (var upload in choice.Uploads)
        {
            if (upload.State is not (QueuedUploadState.Exported or QueuedUploadState.Removed))
            {
                context.Info($"eventpics: {context.Texts.NothingToTakeBack(upload.FileName.Sanitize())}");
                errors++;
                continue;
            }

            var isReachable = upload.ExportedTo is not { } folder || Directory.Exists(folder);
            if (await queue.TakeBackAsync([upload.Id], context.StoppingToken).ConfigureAwait(false) == 0)
            {
                context.Info($"eventpics: {context.Texts.NotTakenBack(upload.FileName.Sanitize())}");
                errors++;
                continue;
            }

            count++;
            if (upload.State == QueuedUploadState.Removed)
            {
                context.Info(context.Texts.RemovalUndone(
                    upload.FileName.Sanitize(), (await queue.FindAsync(upload.Id, context.StoppingToken).ConfigureAwait(false))?.State));
            }
            else if (!isReachable
                || await queue.FindAsync(upload.Id, context.StoppingToken).ConfigureAwait(false) is { PossibleDuplicate: true })
            {
                context.Warn(context.Texts.MayBeSentFromElsewhere(upload.FileName.Sanitize(), upload.ExportedTo?.Sanitize() ?? ""));
            }
        }

        CountWriter.Write(context, "takenBack", count, context.Texts.TakenBack(count));
        return errors > 0 ? ExitCodes.Failed : ExitCodes.Success;
    }
}
