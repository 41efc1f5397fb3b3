using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Internal.Scheduling;

/// <summary>All circuit breakers of a queue. Not thread-safe.</summary>
internal sealed class CircuitBreakers(TimeProvider time)
{
    /// <summary>The connection, the service and its storage.</summary>
    public CircuitBreaker Network { get; } = new(time);

    public CircuitBreaker Account { get; } = new(time);

    public DestinationBreakers Destinations { get; } = new(time);

    public IEnumerable<CircuitBreaker> All => [Network, Account, .. Destinations.All];

    /// <summary>How long until an open circuit allows a probe.</summary>
    public TimeSpan? TimeUntilProbe =>
        All.Where(static breaker => !breaker.AllowsAttempt)
            .Select(static breaker => breaker.TimeUntilProbe)
            .Where(static left => left > TimeSpan.Zero)
            .Min();

    /// <summary>Gets the breaker that a failure of this scope counts for.</summary>
    public CircuitBreaker Get(EventPicsErrorScope scope, Destination destination, bool isPut) => scope switch
    {
        EventPicsErrorScope.Account => Account,
        EventPicsErrorScope.Destination => Destinations.Get(destination, isPut),
        _ => Network,
    };

    /// <summary>Gets what prevents the queue from sending, the worst first.</summary>
    public SenderStatus GetStatus(bool isSending)
    {
        if (!Account.IsClosed)
        {
            return Describe(Account);
        }

        if (!Network.IsClosed)
        {
            return Describe(Network);
        }

        return !isSending && Destinations.All.FirstOrDefault(static breaker => !breaker.IsClosed) is { } open
            ? Describe(open) with { Health = QueueHealth.EventUnavailable }
            : new SenderStatus(QueueHealth.Online, null, null);
    }

    private SenderStatus Describe(CircuitBreaker breaker) => new(
        breaker.Error switch
        {
            EventPicsError.ApiKeyRejected => QueueHealth.ApiKeyRejected,
            EventPicsError.RateLimited => QueueHealth.RateLimited,
            EventPicsError.CaptivePortal => QueueHealth.CaptivePortal,
            EventPicsError.UntrustedConnection => QueueHealth.Untrusted,
            EventPicsError.Network or EventPicsError.Timeout or EventPicsError.Stalled => QueueHealth.Offline,
            _ => QueueHealth.ServerError,
        },
        breaker.Reason,
        time.GetUtcNow() + breaker.TimeUntilProbe);
}
