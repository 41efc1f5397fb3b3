namespace EventPics.Queue.Internal;

/// <summary>An attempt's way through the gates: what it is the probe of.</summary>
internal sealed class AttemptTicket(Lane lane, bool isLarge)
{
    public Lane Lane { get; } = lane;

    public bool IsLarge { get; } = isLarge;

    /// <summary>Closed gates that let this attempt in to see whether they may open.</summary>
    public List<Gate> Probes { get; } = [];

    /// <summary>Whether it gave its place to the next.</summary>
    public bool HasLeft { get; set; }

    /// <summary>Bytes that moved so far.</summary>
    public long Moved { get; set; }
}
