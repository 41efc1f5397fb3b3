using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EventPics.Queue.Internal.Hosting;

/// <summary>
/// Reports whether the queue delivers. It gets the queue only when it runs, so that a missing one fails this check and not the whole
/// report.
/// </summary>
internal sealed class UploadQueueHealthCheck(Func<UploadQueue> getQueue) : IHealthCheck
{
    private static readonly TimeSpan MaxWaitingAge = TimeSpan.FromMinutes(10);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return Evaluate(await getQueue().GetStatusAsync(cancellationToken).ConfigureAwait(false), context.Registration.FailureStatus);
        }
        catch (UploadQueueException e)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, e.Message, e);
        }
    }

    internal static HealthCheckResult Evaluate(QueueStatus status, HealthStatus failure)
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["waiting"] = status.Waiting,
            ["failed"] = status.Failed,
            ["health"] = status.Health.ToString(),
        };
        var text = status.PauseReason is { } reason ? $"{status}. {reason}" : status.ToString();
        if (status.Health is QueueHealth.ApiKeyRejected or QueueHealth.StorageError)
        {
            return new HealthCheckResult(failure, text, data: data);
        }

        if (status.Health == QueueHealth.Online && status.OldestWaitingAge > MaxWaitingAge)
        {
            if (status.OldestOwnWaitingAge is not { } age || age <= MaxWaitingAge)
            {
                // The queue works, and all its old photos wait for a person.
                return HealthCheckResult.Degraded(
                    $"{text}. Photos wait for an API key that lists their events ({string.Join(", ", status.OtherAccountLinkIds)}): adopt them, or move them to another event.", data: data);
            }

            var minutes = age.TotalMinutes.ToString("0", CultureInfo.InvariantCulture);
            return new HealthCheckResult(failure, $"{text}. The oldest photo has been waiting for {minutes} minutes.", data: data);
        }

        return status.Health == QueueHealth.Online && status.Failed == 0
            ? HealthCheckResult.Healthy(text, data)
            : HealthCheckResult.Degraded(text, data: data);
    }
}
