namespace EventPics.Queue.Internal;

/// <summary>Counts over all rows.</summary>
internal sealed record QueueTotals(
    int Waiting, int Sending, int Uploaded, int SetAside, int Exported, int Removed, long WaitingBytes, DateTimeOffset? OldestWaiting, int PossibleDuplicates);
