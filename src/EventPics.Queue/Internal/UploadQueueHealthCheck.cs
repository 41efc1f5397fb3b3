using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EventPics.Queue.Internal;

/// <summary>Is the queue delivering?</summary>
internal sealed class UploadQueueHealthCheck(UploadQueue queue) : IHealthCheck
{
    private static readonly TimeSpan TooOld = TimeSpan.FromMinutes(10);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return Judge(await queue.GetStatusAsync(cancellationToken).ConfigureAwait(false), context.Registration.FailureStatus);
        }
        catch (UploadQueueException e)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, e.Message, e);
        }
    }

    internal static HealthCheckResult Judge(QueueStatus status, HealthStatus failure)
    {
        Dictionary<string, object> data = new(StringComparer.Ordinal)
        {
            ["waiting"] = status.Waiting,
            ["setAside"] = status.SetAside,
            ["connection"] = status.Connection.ToString(),
        };
        var text = status.PauseReason is { } reason ? $"{status}. {reason}" : status.ToString();
        if (status.Connection is QueueConnection.ApiKeyRejected or QueueConnection.StorageTrouble)
        {
            return new HealthCheckResult(failure, text, data: data);
        }

        if (status.Connection == QueueConnection.Online && status.OldestWaitingAge > TooOld)
        {
            var minutes = status.OldestWaitingAge.Value.TotalMinutes.ToString("0", CultureInfo.InvariantCulture);
            return new HealthCheckResult(failure, $"{text}. The oldest photo has been waiting for {minutes} minutes.", data: data);
        }

        return status.Connection == QueueConnection.Online && status.SetAside == 0
            ? HealthCheckResult.Healthy(text, data)
            : HealthCheckResult.Degraded(text, data: data);
    }
}
