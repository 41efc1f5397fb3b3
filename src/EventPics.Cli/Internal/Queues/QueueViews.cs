using EventPics.Queue;

namespace EventPics.Cli.Internal;

/// <summary>Shows the queue and its photos.</summary>
internal static class QueueViews
{
    public static async Task<int> StatusAsync(Shell shell)
    {
        var queue = await OpenAsync(shell).ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var status = await queue.GetStatusAsync(shell.Stop).ConfigureAwait(false);
        if (shell.Json)
        {
            JsonLines.Write(shell.Out, new StatusLine(
                "status", status.Waiting, status.Sending, status.Uploaded, status.UploadedToday, status.SetAside, status.Exported, status.Removed,
                status.PossibleDuplicates, status.WaitingBytes,
                status.OldestWaitingAge is { } age ? Math.Round(age.TotalSeconds, 1) : null,
                CamelCase(status.Connection.ToString()), status.PauseReason, status.PausedUntil, shell.Time.GetUtcNow()));
            return ExitCodes.Done;
        }

        var texts = shell.Texts;
        shell.Out.WriteLine(texts.StatusWaiting(status.Waiting, status.WaitingBytes, status.OldestWaitingAge));
        shell.Out.WriteLine(texts.StatusSending(status.Sending));
        shell.Out.WriteLine(texts.StatusUploaded(status.Uploaded, status.UploadedToday));
        shell.Out.WriteLine(texts.StatusFailed(status.SetAside));
        if (status.Exported > 0)
        {
            shell.Out.WriteLine(texts.StatusExported(status.Exported));
        }

        if (status.Removed > 0)
        {
            shell.Out.WriteLine(texts.StatusRemoved(status.Removed));
        }

        var next = status.PausedUntil - shell.Time.GetUtcNow();
        shell.Out.WriteLine(texts.StatusConnection(texts.Connection(status.Connection, status.PauseReason)
            + (next > TimeSpan.Zero ? " " + texts.NextTry((int)Math.Ceiling(next.Value.TotalSeconds)) : "")));
        if (status.PossibleDuplicates > 0)
        {
            shell.Out.WriteLine(texts.StatusPossibleDuplicates(status.PossibleDuplicates));
        }

        return ExitCodes.Done;
    }

    public static async Task<int> ListAsync(Shell shell, QueueFilter filter)
    {
        var queue = await OpenAsync(shell).ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var ids = shell.Json ? null : await ShortIdsAsync(shell, queue).ConfigureAwait(false);
        var count = 0;
        await foreach (var upload in queue.EnumerateAsync(filter, shell.Stop).ConfigureAwait(false))
        {
            count++;
            var note = Note(upload, shell.Texts);
            if (shell.Json)
            {
                JsonLines.Write(shell.Out, QueueLine.Of(upload, upload.State is QueuedUploadState.Exported or QueuedUploadState.Removed ? null : note));
            }
            else
            {
                shell.Out.WriteLine(shell.Texts.QueueLine(upload, ids!.Of(upload.Id), note));
            }
        }

        if (count == 0)
        {
            shell.Say(await IsEmptyAsync(shell, queue).ConfigureAwait(false) ? shell.Texts.QueueEmpty : shell.Texts.NothingMatches);
        }

        return ExitCodes.Done;
    }

    /// <summary>What went wrong last, in the person's language.</summary>
    public static string? Trouble(QueuedUpload upload, Texts texts) =>
        upload.LastError is { } error ? texts.Trouble(error, StatusInMessage.Of(upload.LastErrorMessage)) : upload.LastErrorMessage;

    /// <summary>The queue, without taking the sending over.</summary>
    public static Task<UploadQueue> OpenAsync(Shell shell) =>
        UploadQueue.OpenWithoutSendingAsync(shell.QueueOptions(), shell.Loggers, shell.Stop);

    public static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    /// <summary>The state's name in JSON and on the command line.</summary>
    public static string StateName(QueuedUploadState state) => state == QueuedUploadState.SetAside ? "failed" : CamelCase(state.ToString());

    private static string? Note(QueuedUpload upload, Texts texts) => upload.State switch
    {
        QueuedUploadState.Uploaded => null,
        QueuedUploadState.Exported => texts.ExportedNote(upload.ExportedTo?.Plain() ?? "", upload.WithdrawnAt),
        QueuedUploadState.Removed => texts.RemovedNote(upload.WithdrawnAt),
        _ => Trouble(upload, texts),
    };

    private static async Task<ShortIds> ShortIdsAsync(Shell shell, UploadQueue queue)
    {
        List<string> ids = [];
        await foreach (var upload in queue.EnumerateAsync(null, shell.Stop).ConfigureAwait(false))
        {
            ids.Add(upload.Id);
        }

        return new ShortIds(ids);
    }

    private static async Task<bool> IsEmptyAsync(Shell shell, UploadQueue queue) =>
        (await queue.ListAsync(filter: null, limit: 1, cancellationToken: shell.Stop).ConfigureAwait(false)).Uploads.Count == 0;
}
