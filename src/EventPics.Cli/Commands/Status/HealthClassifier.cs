using EventPics.Cli.Model;
using EventPics.Queue;

namespace EventPics.Cli.Commands.Status;

/// <summary>Classifies a queue's status for monitoring.</summary>
internal static class HealthClassifier
{
    // Guests notice by then, and no reconnection takes that long.
    private static readonly TimeSpan MaxWaitingAge = TimeSpan.FromMinutes(15);

    // A sending queue probes the service every minute at least.
    private static readonly TimeSpan MaxContactAge = TimeSpan.FromMinutes(5);

    public static HealthLevel Classify(QueueStatus status, DateTimeOffset now)
    {
        var level = ClassifyConnection(status, now);
        return level == HealthLevel.Fine && (status.Failed > 0 || status.OtherAccount > 0) ? HealthLevel.Warning : level;
    }

    private static HealthLevel ClassifyConnection(QueueStatus status, DateTimeOffset now) => status.Health switch
    {
        QueueHealth.Online => status.LastContactAt is not { } contact ? HealthLevel.Unknown
            : now - contact > MaxContactAge ? HealthLevel.Warning
            : HealthLevel.Fine,
        QueueHealth.Held => HealthLevel.Fine,
        QueueHealth.Offline or QueueHealth.RateLimited or QueueHealth.ServerError or QueueHealth.Paused =>
            status.OldestWaitingAge > MaxWaitingAge ? HealthLevel.Critical : HealthLevel.Warning,
        QueueHealth.NotSending => status.Waiting + status.Sending > 0 ? HealthLevel.Critical : HealthLevel.Warning,
        _ => HealthLevel.Critical,
    };
}
