using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Queue;

namespace EventPics.Cli.Commands.Status;

/// <summary>Runs <c>status</c>.</summary>
internal sealed class StatusHandler(CommandContext context, bool isCheck)
{
    public async Task<int> RunAsync()
    {
        if (!Directory.Exists(context.QueueFolder))
        {
            return Write(
                HealthLevel.Unknown, context.Texts.NoQueue(context.QueueFolder.Sanitize()),
                new QueueStatus { Health = QueueHealth.NotSending });
        }

        try
        {
            var queue = await context.OpenQueueAsync().ConfigureAwait(false);
            await using var queueScope = queue.ConfigureAwait(false);
            var status = await queue.GetStatusAsync(context.StoppingToken).ConfigureAwait(false);
            return Write(HealthClassifier.Classify(status, context.Time.GetUtcNow()), context.Texts.HealthSummary(status), status);
        }
        catch (Exception e) when (isCheck && e is IOException or UnauthorizedAccessException)
        {
            return Write(
                HealthLevel.Unknown, UserError.FromException(e, context.Texts).Message,
                new QueueStatus { Health = QueueHealth.StorageError });
        }
    }

    private int Write(HealthLevel level, string message, QueueStatus status)
    {
        if (context.Json)
        {
            JsonOutput.Write(context.Out, new HealthLine(
                "status", JsonNames.CamelCase(level.ToString()), message, JsonNames.CamelCase(status.Health.ToString()),
                status.Waiting, status.Sending,
                status.UploadedToday, status.Failed, status.OldestWaitingAge is { } age ? Math.Round(age.TotalSeconds, 1) : null,
                status.PausedUntil, status.LastContactAt));
        }
        else
        {
            context.Out.WriteLine($"{context.Texts.HealthLevelLabel(level)}: {message}");
        }

        return isCheck ? (int)level : ExitCodes.Success;
    }
}
