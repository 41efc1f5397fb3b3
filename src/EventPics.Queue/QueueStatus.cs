namespace EventPics.Queue;

/// <summary>A summary of the queue.</summary>
public sealed class QueueStatus
{
    /// <summary>How many photos are waiting.</summary>
    public int Waiting { get; set; }

    /// <summary>How many are being sent.</summary>
    public int Sending { get; set; }

    /// <summary>How many were uploaded and are still remembered.</summary>
    public int Uploaded { get; set; }

    /// <summary>How many of them were uploaded since midnight, by this computer's clock and time zone.</summary>
    public int UploadedToday { get; set; }

    /// <summary>How many failed and wait for a person.</summary>
    public int Failed { get; set; }

    /// <summary>How many were exported to another folder, and are not sent from here.</summary>
    public int Exported { get; set; }

    /// <summary>How many a person removed.</summary>
    public int Removed { get; set; }

    /// <summary>Bytes of the photos that are waiting or being sent.</summary>
    public long WaitingBytes { get; set; }

    /// <summary>How long the oldest of them has been waiting.</summary>
    public TimeSpan? OldestWaitingAge { get; set; }

    /// <summary>How long the oldest of those has been waiting that the current API key may send.</summary>
    internal TimeSpan? OldestOwnWaitingAge
    {
        get => OtherAccount > 0 ? field : OldestWaitingAge;
        set;
    }

    /// <summary>Bytes per second over the last 10 s; 0 when another process is sending.</summary>
    public long BytesPerSecond { get; set; }

    /// <summary>Whether the queue is sending, and what prevents it if not.</summary>
    public QueueHealth Health { get; set; }

    /// <summary>Why it does not send and what to do, in plain words.</summary>
    public string? PauseReason { get; set; }

    /// <summary>When it retries automatically.</summary>
    public DateTimeOffset? PausedUntil { get; set; }

    /// <summary>
    /// When the service was last reached. While nothing is sent, it is probed every 30 to 60 seconds; <see langword="null"/> before the first
    /// contact: <see cref="Health"/> is not verified yet then.
    /// </summary>
    public DateTimeOffset? LastContactAt { get; set; }

    /// <summary>Whether this process is the one that sends.</summary>
    public bool IsSender { get; set; }

    /// <summary>How many uploaded photos may appear twice in their album.</summary>
    public int PossibleDuplicates { get; set; }

    /// <summary>
    /// How many of <see cref="Waiting"/> were queued with another API key, or without one. They are sent once the current key lists their events;
    /// otherwise they wait until they are adopted (<see cref="UploadQueue.AdoptAsync"/>), moved or removed.
    /// </summary>
    public int OtherAccount { get; set; }

    /// <summary>The link IDs of the events that <see cref="OtherAccount"/> counts.</summary>
    public IReadOnlyList<string> OtherAccountLinkIds { get; set; } = [];

    /// <summary>Formats the counts and the health.</summary>
    public override string ToString() =>
        $"{Waiting} waiting{(OtherAccount > 0 ? $" ({OtherAccount} for another API key)" : "")}, {Sending} sending, {Uploaded} uploaded, {Failed} failed, {(Health == QueueHealth.Online && LastContactAt is null ? "not checked yet" : Health)}";
}
