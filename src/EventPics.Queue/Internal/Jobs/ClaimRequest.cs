namespace EventPics.Queue.Internal.Jobs;

/// <summary>Which picture may be sent next.</summary>
internal sealed record ClaimRequest
{
    public DateTimeOffset Now { get; init; }

    /// <summary>No back-off is longer. A picture that seems to wait longer was written under another clock, and is due.</summary>
    public TimeSpan MaxDelay { get; init; }

    public bool Large { get; init; }

    /// <summary>Take the oldest in place of the newest.</summary>
    public bool Oldest { get; init; }

    /// <summary>Only pictures that need no new link, since the account may not ask for any.</summary>
    public bool OnlyWithUrl { get; init; }

    /// <summary>Sequence numbers of pictures that failed as probes: others go first, or one that always fails would keep the line closed for all.</summary>
    public IReadOnlyCollection<long> Avoid { get; init; } = [];

    /// <summary>Keys of the lanes that may not ask for links.</summary>
    public IReadOnlyCollection<string> BlockedDestinations { get; init; } = [];
}
