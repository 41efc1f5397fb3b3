using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Internal.Scheduling;

/// <summary>An attempt's permission to send, with the open circuits that it probes.</summary>
internal sealed class SendPermit(Destination destination, bool isLarge)
{
    private readonly List<CircuitBreaker> _probes = [];

    public Destination Destination { get; } = destination;

    public bool IsLarge { get; } = isLarge;

    /// <summary>Whether its slot was released.</summary>
    public bool IsReleased { get; set; }

    /// <summary>Bytes sent so far.</summary>
    public long BytesMoved { get; set; }

    /// <summary>Begins an attempt, which is a probe when the circuit is open.</summary>
    public void BeginAttempt(CircuitBreaker breaker)
    {
        if (breaker.BeginAttempt())
        {
            _probes.Add(breaker);
        }
    }

    public bool IsProbeOf(CircuitBreaker breaker) => _probes.Contains(breaker);

    public void ReleaseProbes() => _probes.ForEach(static breaker => breaker.ReleaseProbe());
}
