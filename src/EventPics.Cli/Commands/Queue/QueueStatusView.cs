using EventPics.Cli.Context;
using EventPics.Cli.Model;

namespace EventPics.Cli.Commands.Queue;

/// <summary><c>queue status</c>: shows how many photos are in which state.</summary>
internal static class QueueStatusView
{
    public static async Task<int> RunAsync(CommandContext context)
    {
        var queue = await context.OpenQueueAsync().ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var status = await queue.GetStatusAsync(context.StoppingToken).ConfigureAwait(false);
        if (context.Json)
        {
            JsonOutput.Write(context.Out, new StatusLine(
                "status", status.Waiting, status.Sending, status.Uploaded, status.UploadedToday, status.Failed,
                status.Exported, status.Removed,
                status.PossibleDuplicates, status.OtherAccount, status.OtherAccountLinkIds, status.WaitingBytes,
                status.OldestWaitingAge is { } age ? Math.Round(age.TotalSeconds, 1) : null,
                JsonNames.CamelCase(status.Health.ToString()), status.PauseReason, status.PausedUntil, context.Time.GetUtcNow()));
            return ExitCodes.Success;
        }

        var texts = context.Texts;
        context.Out.WriteLine(texts.StatusWaiting(status.Waiting, status.WaitingBytes, status.OldestWaitingAge));
        if (status.OtherAccount > 0)
        {
            context.Out.WriteLine(texts.StatusOtherAccount(status.OtherAccount, status.OtherAccountLinkIds));
        }

        context.Out.WriteLine(texts.StatusSending(status.Sending));
        context.Out.WriteLine(texts.StatusUploaded(status.Uploaded, status.UploadedToday));
        context.Out.WriteLine(texts.StatusFailed(status.Failed));
        if (status.Exported > 0)
        {
            context.Out.WriteLine(texts.StatusExported(status.Exported));
        }

        if (status.Removed > 0)
        {
            context.Out.WriteLine(texts.StatusRemoved(status.Removed));
        }

        var next = status.PausedUntil - context.Time.GetUtcNow();
        context.Out.WriteLine(texts.StatusConnection(texts.Connection(status.Health, status.PauseReason)
            + (next > TimeSpan.Zero ? " " + texts.NextAttempt(next.Value) : "")));
        if (status.PossibleDuplicates > 0)
        {
            context.Out.WriteLine(texts.StatusPossibleDuplicates(status.PossibleDuplicates));
        }

        return ExitCodes.Success;
    }
}
