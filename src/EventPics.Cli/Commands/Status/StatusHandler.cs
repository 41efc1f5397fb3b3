using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Queue;

namespace EventPics.Cli.Commands.Status;

/// <summary>One run of <c>status</c>.</summary>
internal sealed class StatusHandler(CommandContext shell, bool isCheck)
{
    public async Task<int> RunAsync()
    {
        if (!Directory.Exists(shell.QueueFolder))
        {
            return Write(HealthLevel.Unknown, shell.Texts.NoQueue(shell.QueueFolder.Sanitize()), new QueueStatus { Health = QueueHealth.NotSending });
        }

        try
        {
            var queue = await shell.OpenQueueAsync().ConfigureAwait(false);
            await using var queueScope = queue.ConfigureAwait(false);
            var status = await queue.GetStatusAsync(shell.StoppingToken).ConfigureAwait(false);
            return Write(HealthClassifier.Classify(status, shell.Time.GetUtcNow()), shell.Texts.HealthSummary(status), status);
        }
        catch (Exception e) when (isCheck && e is IOException or UnauthorizedAccessException)
        {
            return Write(HealthLevel.Unknown, UserError.FromException(e, shell.Texts).Message, new QueueStatus { Health = QueueHealth.StorageError });
        }
    }

    private int Write(HealthLevel level, string message, QueueStatus status)
    {
        if (shell.Json)
        {
            JsonOutput.Write(shell.Out, new HealthLine(
                "status", JsonNames.CamelCase(level.ToString()), message, JsonNames.CamelCase(status.Health.ToString()), status.Waiting, status.Sending,
                status.UploadedToday, status.Failed, status.OldestWaitingAge is { } age ? Math.Round(age.TotalSeconds, 1) : null, status.PausedUntil, status.LastContactAt));
        }
        else
        {
            shell.Out.WriteLine($"{shell.Texts.HealthLevelLabel(level)}: {message}");
        }

        return isCheck ? (int)level : ExitCodes.Success;
    }
}
