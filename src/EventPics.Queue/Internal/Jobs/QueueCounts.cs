namespace EventPics.Queue.Internal.Jobs;

/// <summary>The numbers of rows by state.</summary>
internal sealed record QueueCounts(
    int Waiting, int Sending, int Uploaded, int Failed, int Exported, int Removed, long WaitingBytes, DateTimeOffset? OldestWaiting,
    int PossibleDuplicates);
