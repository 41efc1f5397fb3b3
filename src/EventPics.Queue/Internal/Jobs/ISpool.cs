namespace EventPics.Queue.Internal.Jobs;

/// <summary>The bytes of the queued photos, for the worker.</summary>
internal interface ISpool
{
    /// <summary>
    /// Verifies that the bytes are those that were enqueued. Damaged ones are copied again from their source if it still has them.
    /// </summary>
    /// <returns>What is damaged, or null; and the timestamp of the intact bytes.</returns>
    Task<(string? Damage, long Stamp)> VerifyAsync(QueueJob job, bool byHash);

    UploadContent Open(QueueJob job);

    /// <summary>Whether the bytes have not changed since they were verified.</summary>
    bool IsUnchanged(QueueJob job);

    void Discard(string id);
}
