using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Queue;

namespace EventPics.Cli.Commands.Queue;

/// <summary><c>queue remove</c>: removes photos, so that they are not sent.</summary>
internal static class QueueRemove
{
    public static async Task<int> RunAsync(CommandContext context, IReadOnlyList<string> ids)
    {
        var queue = await context.OpenQueueAsync().ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var choice = await QueueSelection.ResolveAsync(context, queue, ids).ConfigureAwait(false);
        List<QueuedUpload> removed = [];
        foreach (var upload in choice.Uploads)
        {
            // Read again: the photo may have been sent since it was found.
            var current = await queue.FindAsync(upload.Id, context.StoppingToken).ConfigureAwait(false) ?? upload;
            if (await queue.RemoveAsync(upload.Id, context.StoppingToken).ConfigureAwait(false))
            {
                removed.Add(current);
            }
            else
            {
                context.Info($"eventpics: {context.Texts.RemovedBefore(upload.FileName.Sanitize())}");
            }
        }

        CountWriter.Write(context, "removed", removed.Count, context.Texts.Removed(removed.Count));
        foreach (var upload in removed.Where(
            upload => upload.State is QueuedUploadState.Uploaded or QueuedUploadState.Sending || upload.PossibleDuplicate))
        {
            context.Warn(
                upload.State == QueuedUploadState.Uploaded
                    ? context.Texts.RemovedAfterUpload(upload.FileName.Sanitize())
                    : context.Texts.RemovedWhileSending(upload.FileName.Sanitize()));
        }

        if (removed.Count > 0)
        {
            context.Info(context.Texts.RemovalIsFinal(string.Join(' ', removed.Select(upload => upload.Id))));
        }

        return choice.Errors > 0 || removed.Count < choice.Uploads.Count ? ExitCodes.Failed : ExitCodes.Success;
    }
}
