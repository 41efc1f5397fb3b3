namespace EventPics.Queue.Internal.Jobs;

/// <summary>Which photo may be sent next.</summary>
internal sealed record ClaimRequest
{
    public DateTimeOffset Now { get; init; }

    /// <summary>No delay is longer. A photo that seems to wait longer was saved by another clock, and is due.</summary>
    public TimeSpan MaxDelay { get; init; }

    public bool Large { get; init; }

    /// <summary>Only photos of this account.</summary>
    public string Account { get; init; } = Jobs.Account.None;

    /// <summary>Selects the oldest instead of the newest.</summary>
    public bool Oldest { get; init; }

    /// <summary>Only photos with an upload URL, because no new one may be requested for the account.</summary>
    public bool OnlyWithUrl { get; init; }

    /// <summary>Sequence numbers of photos that failed as probes. Others are preferred, so that one that always fails does not keep the circuit open for all.</summary>
    public IReadOnlyCollection<long> Avoid { get; init; } = [];

    /// <summary>Keys of the destinations that no upload URL may be requested for.</summary>
    public IReadOnlyCollection<string> BlockedDestinations { get; init; } = [];
}
