using EventPics.Queue;

namespace EventPics.Cli.Internal;

/// <summary>Judges a queue's status for monitoring.</summary>
internal static class QueueHealth
{
    // Guests notice by then, and no reconnection takes that long.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    // A sending queue probes the service every minute at least.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(5);

    public static HealthLevel Of(QueueStatus status, DateTimeOffset now)
    {
        var level = OfConnection(status, now);
        return level == HealthLevel.Fine && status.SetAside > 0 ? HealthLevel.Warning : level;
    }

    private static HealthLevel OfConnection(QueueStatus status, DateTimeOffset now) => status.Connection switch
    {
        QueueConnection.Online => status.LastContactAt is not { } contact ? HealthLevel.Unknown
            : now - contact > LongestSilence ? HealthLevel.Warning
            : HealthLevel.Fine,
        QueueConnection.Held => HealthLevel.Fine,
        QueueConnection.Offline or QueueConnection.RateLimited or QueueConnection.ServerTrouble or QueueConnection.Paused =>
            status.OldestWaitingAge > LongestWait ? HealthLevel.Critical : HealthLevel.Warning,
        QueueConnection.NotSending => status.Waiting + status.Sending > 0 ? HealthLevel.Critical : HealthLevel.Warning,
        _ => HealthLevel.Critical,
    };
}
