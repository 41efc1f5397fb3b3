namespace EventPics.Queue.Internal;

/// <summary>What the sending process tells the others about the connection.</summary>
internal sealed record SenderReport(QueueConnection Connection, string? Reason, DateTimeOffset? Until);
