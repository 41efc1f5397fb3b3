namespace EventPics.HotFolder.Internal.PostUpload;

/// <summary>What became of an uploaded file.</summary>
internal enum PostUploadResult
{
    Done,

    /// <summary>Somebody else took it away.</summary>
    Gone,

    /// <summary>It holds other bytes now.</summary>
    Changed,

    /// <summary>It is in use, or may not be touched.</summary>
    RetryLater,

    /// <summary>The hot folder ended first.</summary>
    Stopped,
}
