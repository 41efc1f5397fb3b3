namespace EventPics.Queue.Internal.Jobs;

/// <summary>What became of a change to a claimed job.</summary>
internal enum SaveResult
{
    Saved,

    /// <summary>The job was removed, re-routed or taken over since it was claimed.</summary>
    ClaimLost,

    /// <summary>Another photo has, or may have reached, the object that this upload URL leads to.</summary>
    UploadUrlInUse,
}
