using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Queue;

namespace EventPics.Cli.Commands.Queue;

/// <summary>Shows the queue and its photos.</summary>
internal static class QueueViews
{
    public static async Task<int> StatusAsync(CommandContext context)
    {
        var queue = await context.OpenQueueAsync().ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var status = await queue.GetStatusAsync(context.StoppingToken).ConfigureAwait(false);
        if (context.Json)
        {
            JsonOutput.Write(context.Out, new StatusLine(
                "status", status.Waiting, status.Sending, status.Uploaded, status.UploadedToday, status.Failed, status.Exported, status.Removed,
                status.PossibleDuplicates, status.WaitingBytes,
                status.OldestWaitingAge is { } age ? Math.Round(age.TotalSeconds, 1) : null,
                JsonNames.CamelCase(status.Health.ToString()), status.PauseReason, status.PausedUntil, context.Time.GetUtcNow()));
            return ExitCodes.Success;
        }

        var texts = context.Texts;
        context.Out.WriteLine(texts.StatusWaiting(status.Waiting, status.WaitingBytes, status.OldestWaitingAge));
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

    public static async Task<int> ListAsync(CommandContext context, QueueFilter filter)
    {
        var queue = await context.OpenQueueAsync().ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var ids = context.Json ? null : await ShortIdsAsync(context, queue).ConfigureAwait(false);
        var count = 0;
        await foreach (var upload in queue.EnumerateAsync(filter, context.StoppingToken).ConfigureAwait(false))
        {
            count++;
            var note = DescribeNote(upload, context.Texts);
            if (context.Json)
            {
                JsonOutput.Write(context.Out, QueueLine.From(upload, upload.State is QueuedUploadState.Exported or QueuedUploadState.Removed ? null : note));
            }
            else
            {
                context.Out.WriteLine(context.Texts.QueueLine(upload, ids!.Of(upload.Id), note));
            }
        }

        if (count == 0)
        {
            context.Info(await IsEmptyAsync(context, queue).ConfigureAwait(false) ? context.Texts.QueueEmpty : context.Texts.NothingMatches);
        }

        return ExitCodes.Success;
    }

    private static string? DescribeNote(QueuedUpload upload, Texts texts) => upload.State switch
    {
        QueuedUploadState.Uploaded => null,
        QueuedUploadState.Exported => texts.ExportedNote(upload.ExportedTo?.Sanitize() ?? "", upload.WithdrawnAt),
        QueuedUploadState.Removed => texts.RemovedNote(upload.WithdrawnAt),
        _ => texts.ErrorText(upload),
    };

    private static async Task<ShortIds> ShortIdsAsync(CommandContext context, UploadQueue queue)
    {
        List<string> ids = [];
        await foreach (var upload in queue.EnumerateAsync(null, context.StoppingToken).ConfigureAwait(false))
        {
            ids.Add(upload.Id);
        }

        return new ShortIds(ids);
    }

    private static async Task<bool> IsEmptyAsync(CommandContext context, UploadQueue queue) =>
        (await queue.ListAsync(filter: null, limit: 1, cancellationToken: context.StoppingToken).ConfigureAwait(false)).Uploads.Count == 0;
}
