namespace EventPics.Queue.Internal.Jobs;

/// <summary>Counts over all rows.</summary>
internal sealed record QueueCounts(
    int Waiting, int Sending, int Uploaded, int Failed, int Exported, int Removed, long WaitingBytes, DateTimeOffset? OldestWaiting, int PossibleDuplicates);
