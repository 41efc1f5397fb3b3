using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Internal.Scheduling;

/// <summary>What holds the queue back, and for how long.</summary>
internal sealed partial class SendScheduler
{
    /// <summary>How long until a closed gate lets a probe through.</summary>
    public TimeSpan? UntilNextProbe()
    {
        lock (_lock)
        {
            return AllCircuits().Where(gate => !gate.AllowsAttempt).Select(gate => gate.TimeUntilProbe).Where(left => left > TimeSpan.Zero).Min();
        }
    }

    /// <summary>What holds the queue back, worst first.</summary>
    public SenderStatus GetStatus()
    {
        lock (_lock)
        {
            if (!_accountCircuit.IsClosed)
            {
                return Describe(_accountCircuit);
            }

            if (!_networkCircuit.IsClosed)
            {
                return Describe(_networkCircuit);
            }

            var closed = _urlCircuits.Values.Concat(_putCircuits.Values).FirstOrDefault(gate => !gate.IsClosed);
            return closed is not null && _running + _runningLarge == 0
                ? Describe(closed) with { Health = QueueHealth.EventUnavailable }
                : new SenderStatus(QueueHealth.Online, null, null);
        }
    }

    private SenderStatus Describe(CircuitBreaker gate) => new(
        gate.Error switch
        {
            EventPicsError.ApiKeyRejected => QueueHealth.ApiKeyRejected,
            EventPicsError.RateLimited => QueueHealth.RateLimited,
            EventPicsError.CaptivePortal => QueueHealth.CaptivePortal,
            EventPicsError.UntrustedConnection => QueueHealth.Untrusted,
            EventPicsError.Network or EventPicsError.Timeout or EventPicsError.Stalled => QueueHealth.Offline,
            _ => QueueHealth.ServerError,
        },
        gate.Reason,
        time.GetUtcNow() + gate.TimeUntilProbe);
}
