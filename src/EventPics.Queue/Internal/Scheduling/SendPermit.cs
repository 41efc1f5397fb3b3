using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Internal.Scheduling;

/// <summary>An attempt's way through the gates: what it is the probe of.</summary>
internal sealed class SendPermit(Destination lane, bool isLarge)
{
    public Destination Destination { get; } = lane;

    public bool IsLarge { get; } = isLarge;

    /// <summary>Closed gates that let this attempt in to see whether they may open.</summary>
    public List<CircuitBreaker> Probes { get; } = [];

    /// <summary>Whether it gave its place to the next.</summary>
    public bool IsReleased { get; set; }

    /// <summary>Bytes that moved so far.</summary>
    public long BytesMoved { get; set; }
}
