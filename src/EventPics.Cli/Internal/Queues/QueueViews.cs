using EventPics.Queue;

namespace EventPics.Cli.Internal;

/// <summary>Shows the queue and its pictures.</summary>
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
                status.Waiting, status.Sending, status.Uploaded, status.SetAside, status.WaitingBytes,
                status.OldestWaitingAge is { } age ? Math.Round(age.TotalSeconds, 1) : null,
                CamelCase(status.Connection.ToString()), status.PauseReason, status.PausedUntil));
            return ExitCodes.Done;
        }

        var texts = shell.Texts;
        shell.Out.WriteLine(texts.StatusWaiting(status.Waiting, status.WaitingBytes, status.OldestWaitingAge));
        shell.Out.WriteLine(texts.StatusSending(status.Sending));
        shell.Out.WriteLine(texts.StatusUploaded(status.Uploaded));
        shell.Out.WriteLine(texts.StatusSetAside(status.SetAside));
        var next = status.PausedUntil - shell.Time.GetUtcNow();
        shell.Out.WriteLine(texts.StatusConnection(texts.Connection(status.Connection)
            + (next > TimeSpan.Zero ? " " + texts.NextTry((int)Math.Ceiling(next.Value.TotalSeconds)) : "")));
        if (status.PossibleDuplicates > 0)
        {
            shell.Out.WriteLine(texts.StatusPossibleDuplicates(status.PossibleDuplicates));
        }

        return ExitCodes.Done;
    }

    public static async Task<int> ListAsync(Shell shell)
    {
        var queue = await OpenAsync(shell).ConfigureAwait(false);
        await using var queueScope = queue.ConfigureAwait(false);
        var pictures = await queue.ListAsync(null, int.MaxValue, shell.Stop).ConfigureAwait(false);
        foreach (var picture in pictures)
        {
            var error = picture.State == QueuedUploadState.Uploaded ? null : Trouble(picture, shell.Texts);
            if (shell.Json)
            {
                JsonLines.Write(shell.Out, new QueueLine(
                    picture.Id, picture.SourcePath ?? picture.FileName, CamelCase(picture.State.ToString()),
                    picture.LinkId, picture.AlbumId, picture.Length, picture.Attempts, error));
            }
            else
            {
                shell.Out.WriteLine(shell.Texts.QueueLine(picture, error));
            }
        }

        if (pictures.Count == 0)
        {
            shell.Say(shell.Texts.QueueEmpty);
        }

        return ExitCodes.Done;
    }

    /// <summary>What went wrong last, in the person's language.</summary>
    public static string? Trouble(QueuedUpload picture, Texts texts) =>
        picture.LastError is { } error ? texts.Trouble(error) : picture.LastErrorMessage;

    /// <summary>The queue, without taking the sending over.</summary>
    public static Task<UploadQueue> OpenAsync(Shell shell) =>
        UploadQueue.OpenWithoutSendingAsync(shell.QueueOptions(), shell.Loggers, shell.Stop);

    public static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
