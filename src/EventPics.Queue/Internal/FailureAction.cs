namespace EventPics.Queue.Internal;

/// <summary>What becomes of the photo. The names are logged.</summary>
internal enum FailureAction
{
    /// <summary>It is tried again as it stands: to the same upload URL, if it has one.</summary>
    Retry,

    /// <summary>Its upload URL has expired or was refused; another one is requested.</summary>
    NewUrl,

    /// <summary>The photo itself was refused; it waits for a person.</summary>
    Fail,

    /// <summary>An earlier attempt with the same upload URL had arrived.</summary>
    AlreadyUploaded,
}
