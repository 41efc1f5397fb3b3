namespace EventPics.Queue.Internal.Jobs;

/// <summary>The result of saving a claimed job.</summary>
internal enum SaveResult
{
    Saved,

    /// <summary>The job was removed, rerouted or recovered since it was claimed.</summary>
    ClaimLost,

    /// <summary>Another photo has, or may have reached, the object that this upload URL leads to.</summary>
    UploadUrlInUse,
}
