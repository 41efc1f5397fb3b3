namespace EventPics.Queue.Internal.Jobs;

/// <summary>A storage on this computer's disk. Its rows can get lost apart from the bytes, and are then rebuilt from the files next to them.</summary>
internal interface ILocalQueueStorage : IQueueStorage
{
    /// <summary>Gets the states of the jobs that exist, for a few hundred IDs at a time.</summary>
    Task<IReadOnlyDictionary<string, QueuedUploadState>> GetStatesAsync(IReadOnlyCollection<string> ids);

    /// <summary>Whether rows may be lost, and no rebuild has completed since.</summary>
    Task<bool> NeedsRebuildAsync();

    /// <summary>
    /// Adds the missing jobs with the salt of their accounts, and the objects (or, without a key, destinations) that they may have reached, and records that it did. All of it is one
    /// transaction: half a queue would look like a whole one.
    /// </summary>
    Task RebuildAsync(IReadOnlyCollection<QueueJob> jobs, IReadOnlyCollection<(QueueJob Job, string? ObjectKey)>? reached = null);

    /// <summary>Erases what deleted rows and upload URLs left in the write-ahead log.</summary>
    /// <returns>False when another reader was using the log.</returns>
    Task<bool> CheckpointAsync();

    /// <summary>From now on, no call waits for locks of other programs, because this one is about to end.</summary>
    void StopWaitingForLocks();
}
