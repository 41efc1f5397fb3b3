namespace EventPics.HotFolder.Internal.PostUpload;

/// <summary>The result of moving or deleting an uploaded file.</summary>
internal enum PostUploadResult
{
    Done,

    /// <summary>It no longer exists.</summary>
    Gone,

    /// <summary>It contains other bytes now.</summary>
    Changed,

    /// <summary>It is in use, or permission is missing.</summary>
    RetryLater,

    /// <summary>The hot folder was disposed first.</summary>
    Stopped,
}
