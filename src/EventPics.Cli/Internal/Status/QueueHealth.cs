using EventPics.Queue;

namespace EventPics.Cli.Internal;

/// <summary>Judges a queue's status for monitoring.</summary>
internal static class QueueHealth
{
    // Guests notice by then, and no reconnection takes that long.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    public static HealthLevel Of(QueueStatus status)
    {
        var level = OfConnection(status);
        return level == HealthLevel.Fine && status.SetAside > 0 ? HealthLevel.Warning : level;
    }

    private static HealthLevel OfConnection(QueueStatus status) => status.Connection switch
    {
        QueueConnection.Online or QueueConnection.Held => HealthLevel.Fine,
        QueueConnection.Offline or QueueConnection.RateLimited or QueueConnection.ServerTrouble or QueueConnection.Paused =>
            status.OldestWaitingAge > LongestWait ? HealthLevel.Critical : HealthLevel.Warning,
        QueueConnection.NotSending => status.Waiting + status.Sending > 0 ? HealthLevel.Critical : HealthLevel.Warning,
        _ => HealthLevel.Critical,
    };
}
