namespace EventPics.Queue.Internal.Jobs;

/// <summary>Where the worker finds the pictures' bytes.</summary>
internal interface ISpool
{
    /// <summary>Makes sure that the bytes are those that were handed over, fetching them anew from their source when that still has them.</summary>
    /// <returns>What is wrong, or null; and the time stamp of the bytes found right.</returns>
    Task<(string? Damage, long Stamp)> VerifyAsync(QueueJob job, bool byHash);

    UploadContent Open(QueueJob job);

    /// <summary>Whether the bytes are untouched since they were checked.</summary>
    bool IsUnchanged(QueueJob job);

    void Discard(string id);
}
