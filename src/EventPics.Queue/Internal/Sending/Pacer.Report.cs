namespace EventPics.Queue.Internal;

/// <summary>What holds the queue back, and for how long.</summary>
internal sealed partial class Pacer
{
    /// <summary>How long until a closed gate lets a probe through.</summary>
    public TimeSpan? UntilNextProbe()
    {
        lock (_lock)
        {
            return AllGates().Where(gate => !gate.MayEnter).Select(gate => gate.Remaining).Where(left => left > TimeSpan.Zero).Min();
        }
    }

    /// <summary>What holds the queue back, worst first.</summary>
    public SenderReport Report()
    {
        lock (_lock)
        {
            if (!_account.IsOpen)
            {
                return Describe(_account);
            }

            if (!_network.IsOpen)
            {
                return Describe(_network);
            }

            var closed = _links.Values.Concat(_puts.Values).FirstOrDefault(gate => !gate.IsOpen);
            return closed is not null && _running + _runningLarge == 0
                ? Describe(closed) with { Connection = QueueConnection.EventUnavailable }
                : new SenderReport(QueueConnection.Online, null, null);
        }
    }

    private SenderReport Describe(Gate gate) => new(
        gate.Error switch
        {
            EventPicsError.ApiKeyRejected => QueueConnection.ApiKeyRejected,
            EventPicsError.RateLimited => QueueConnection.RateLimited,
            EventPicsError.CaptivePortal => QueueConnection.CaptivePortal,
            EventPicsError.UntrustedConnection => QueueConnection.Untrusted,
            EventPicsError.Network or EventPicsError.Timeout or EventPicsError.Stalled => QueueConnection.Offline,
            _ => QueueConnection.ServerTrouble,
        },
        gate.Reason,
        time.GetUtcNow() + gate.Remaining);
}
