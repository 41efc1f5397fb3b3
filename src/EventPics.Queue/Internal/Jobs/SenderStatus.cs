namespace EventPics.Queue.Internal.Jobs;

/// <summary>What the sending process tells the others about the connection.</summary>
/// <param name="Health">Whether it sends, and what holds it back.</param>
/// <param name="Reason">Why it is held back.</param>
/// <param name="Until">When it tries again.</param>
/// <param name="LastContact">When the service was last reached.</param>
internal sealed record SenderStatus(QueueHealth Health, string? Reason, DateTimeOffset? Until, DateTimeOffset? LastContact = null);
