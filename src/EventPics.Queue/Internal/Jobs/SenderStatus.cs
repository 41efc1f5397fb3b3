namespace EventPics.Queue.Internal.Jobs;

/// <summary>What the sender reports to other processes.</summary>
/// <param name="Health">Whether it sends, and what prevents it.</param>
/// <param name="Reason">Why it does not send.</param>
/// <param name="Until">When it retries.</param>
/// <param name="LastContact">When the service was last reached.</param>
/// <param name="Account">The account of its API key; null when it is not known.</param>
internal sealed record SenderStatus(QueueHealth Health, string? Reason, DateTimeOffset? Until, DateTimeOffset? LastContact = null, string? Account = null);
