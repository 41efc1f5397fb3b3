using EventPics.Queue;

namespace EventPics.Cli.Internal;

/// <summary>One run of <c>status</c>.</summary>
internal sealed class StatusJob(Shell shell, bool isCheck)
{
    public async Task<int> RunAsync()
    {
        if (!Directory.Exists(shell.QueueFolder))
        {
            return Write(HealthLevel.Unknown, shell.Texts.NoQueue(shell.QueueFolder.Plain()), new QueueStatus { Connection = QueueConnection.NotSending });
        }

        try
        {
            var queue = await QueueViews.OpenAsync(shell).ConfigureAwait(false);
            await using var queueScope = queue.ConfigureAwait(false);
            var status = await queue.GetStatusAsync(shell.Stop).ConfigureAwait(false);
            return Write(QueueHealth.Of(status, shell.Time.GetUtcNow()), shell.Texts.HealthSentence(status), status);
        }
        catch (Exception e) when (isCheck && e is IOException or UnauthorizedAccessException)
        {
            return Write(HealthLevel.Unknown, Explanation.Of(e, shell.Texts).Message, new QueueStatus { Connection = QueueConnection.StorageTrouble });
        }
    }

    private int Write(HealthLevel level, string message, QueueStatus status)
    {
        if (shell.Json)
        {
            JsonLines.Write(shell.Out, new HealthLine(
                "status", QueueViews.CamelCase(level.ToString()), message, QueueViews.CamelCase(status.Connection.ToString()), status.Waiting, status.Sending,
                status.UploadedToday, status.SetAside, status.OldestWaitingAge is { } age ? Math.Round(age.TotalSeconds, 1) : null, status.PausedUntil, status.LastContactAt));
        }
        else
        {
            shell.Out.WriteLine($"{shell.Texts.LevelWord(level)}: {message}");
        }

        return isCheck ? (int)level : ExitCodes.Done;
    }
}
