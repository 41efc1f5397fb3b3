using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Queue;

namespace EventPics.Cli.Commands.Queue;

/// <summary><c>queue retry</c>: tries failed photos again.</summary>
internal static class QueueRetry
{
    public static async Task<int> RunAsync(CommandContext context, IReadOnlyList<string> ids)
    {
        var queue = await context.OpenQueueAsync().ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var choice = await QueueSelection.ResolveAsync(context, queue, ids).ConfigureAwait(false);
        var withdrawn = choice.Uploads.Where(upload => upload.State is QueuedUploadState.Exported or QueuedUploadState.Removed).ToList();
        withdrawn.ForEach(
            upload => context.Info($"eventpics: {context.Texts.RetryNeedsTakeBack(upload.FileName.Sanitize(), upload.State)}"));
        var some = choice.Uploads.Except(withdrawn).Select(upload => upload.Id).ToList();

        // Called even without a failed photo: everything that waits for its next attempt is tried now.
        var count = ids.Count > 0 && some.Count == 0
            ? 0
            : await queue.RetryAsync(ids.Count > 0 ? some : null, context.StoppingToken).ConfigureAwait(false);
        var status = await queue.GetStatusAsync(context.StoppingToken).ConfigureAwait(false);
        CountWriter.Write(context, "retried", count, context.Texts.Retried(count, status.Waiting));
        if (status.Waiting + status.Sending > 0)
        {
            context.Info(
                status.Health == QueueHealth.NotSending ? context.Texts.Connection(QueueHealth.NotSending) : context.Texts.RetryingNow);
        }

        return choice.Errors + withdrawn.Count > 0 ? ExitCodes.Failed : ExitCodes.Success;
    }
}
