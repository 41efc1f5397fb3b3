using EventPics.Queue.Internal.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EventPics.Queue;

/// <summary>Adds the queue to the host's health checks.</summary>
public static class UploadQueueHealthCheckExtensions
{
    /// <summary>
    /// Adds a check that fails when the API key is rejected, the disk fails, or a photo that could be sent waits over 10 min although the connection works; it
    /// is degraded while anything else prevents sending, photos have failed, or some wait over 10 min for another API key.
    /// </summary>
    /// <param name="builder">The host's health checks.</param>
    /// <param name="name">The check's name.</param>
    /// <param name="failureStatus">The status of a failed check; <see langword="null"/> for <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">Tags to select checks by.</param>
    /// <param name="timeout">How long the check may take; <see langword="null"/> for no limit.</param>
    /// <param name="accountName">The named account whose queue is checked; <see langword="null"/> for the only one.</param>
    /// <returns>The same builder.</returns>
    public static IHealthChecksBuilder AddEventPicsUploadQueue(
        this IHealthChecksBuilder builder,
        string name = "eventpics-upload-queue",
        HealthStatus? failureStatus = null,
        IEnumerable<string>? tags = null,
        TimeSpan? timeout = null,
        string? accountName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name,
            provider => new UploadQueueHealthCheck(
                () => accountName is null
                    ? provider.GetRequiredService<UploadQueue>()
                    : provider.GetRequiredKeyedService<UploadQueue>(accountName)),
            failureStatus,
            tags,
            timeout));
    }
}
