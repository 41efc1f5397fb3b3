namespace EventPics.Queue.Internal;

/// <summary>What becomes of a photo after a failure. The names are logged.</summary>
internal enum FailureAction
{
    /// <summary>It is retried, with the same upload URL if it has one.</summary>
    Retry,

    /// <summary>Its upload URL has expired or was rejected; another one is requested.</summary>
    NewUrl,

    /// <summary>The photo itself was rejected; it waits for a person.</summary>
    Fail,

    /// <summary>An earlier attempt with the same upload URL had arrived.</summary>
    AlreadyUploaded,
}
