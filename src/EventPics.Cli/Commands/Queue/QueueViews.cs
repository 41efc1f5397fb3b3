using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Queue;

namespace EventPics.Cli.Commands.Queue;

/// <summary>Shows the queue and its photos.</summary>
internal static class QueueViews
{
    public static async Task<int> StatusAsync(CommandContext shell)
    {
        var queue = await shell.OpenQueueAsync().ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var status = await queue.GetStatusAsync(shell.StoppingToken).ConfigureAwait(false);
        if (shell.Json)
        {
            JsonOutput.Write(shell.Out, new StatusLine(
                "status", status.Waiting, status.Sending, status.Uploaded, status.UploadedToday, status.Failed, status.Exported, status.Removed,
                status.PossibleDuplicates, status.WaitingBytes,
                status.OldestWaitingAge is { } age ? Math.Round(age.TotalSeconds, 1) : null,
                JsonNames.CamelCase(status.Health.ToString()), status.PauseReason, status.PausedUntil, shell.Time.GetUtcNow()));
            return ExitCodes.Success;
        }

        var texts = shell.Texts;
        shell.Out.WriteLine(texts.StatusWaiting(status.Waiting, status.WaitingBytes, status.OldestWaitingAge));
        shell.Out.WriteLine(texts.StatusSending(status.Sending));
        shell.Out.WriteLine(texts.StatusUploaded(status.Uploaded, status.UploadedToday));
        shell.Out.WriteLine(texts.StatusFailed(status.Failed));
        if (status.Exported > 0)
        {
            shell.Out.WriteLine(texts.StatusExported(status.Exported));
        }

        if (status.Removed > 0)
        {
            shell.Out.WriteLine(texts.StatusRemoved(status.Removed));
        }

        var next = status.PausedUntil - shell.Time.GetUtcNow();
        shell.Out.WriteLine(texts.StatusConnection(texts.Connection(status.Health, status.PauseReason)
            + (next > TimeSpan.Zero ? " " + texts.NextAttempt(next.Value) : "")));
        if (status.PossibleDuplicates > 0)
        {
            shell.Out.WriteLine(texts.StatusPossibleDuplicates(status.PossibleDuplicates));
        }

        return ExitCodes.Success;
    }

    public static async Task<int> ListAsync(CommandContext shell, QueueFilter filter)
    {
        var queue = await shell.OpenQueueAsync().ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var ids = shell.Json ? null : await ShortIdsAsync(shell, queue).ConfigureAwait(false);
        var count = 0;
        await foreach (var upload in queue.EnumerateAsync(filter, shell.StoppingToken).ConfigureAwait(false))
        {
            count++;
            var note = DescribeNote(upload, shell.Texts);
            if (shell.Json)
            {
                JsonOutput.Write(shell.Out, QueueLine.From(upload, upload.State is QueuedUploadState.Exported or QueuedUploadState.Removed ? null : note));
            }
            else
            {
                shell.Out.WriteLine(shell.Texts.QueueLine(upload, ids!.Of(upload.Id), note));
            }
        }

        if (count == 0)
        {
            shell.Info(await IsEmptyAsync(shell, queue).ConfigureAwait(false) ? shell.Texts.QueueEmpty : shell.Texts.NothingMatches);
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

    private static async Task<ShortIds> ShortIdsAsync(CommandContext shell, UploadQueue queue)
    {
        List<string> ids = [];
        await foreach (var upload in queue.EnumerateAsync(null, shell.StoppingToken).ConfigureAwait(false))
        {
            ids.Add(upload.Id);
        }

        return new ShortIds(ids);
    }

    private static async Task<bool> IsEmptyAsync(CommandContext shell, UploadQueue queue) =>
        (await queue.ListAsync(filter: null, limit: 1, cancellationToken: shell.StoppingToken).ConfigureAwait(false)).Uploads.Count == 0;
}
