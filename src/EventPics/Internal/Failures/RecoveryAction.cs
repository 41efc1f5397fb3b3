namespace EventPics.Internal.Failures;

/// <summary>What to do after a failed attempt.</summary>
internal enum RecoveryAction
{
    /// <summary>Give up.</summary>
    Fail,

    /// <summary>Repeat the same call, or the PUT to the same link, after a back-off.</summary>
    Retry,

    /// <summary>Repeat at once, free of charge: the connection came from the pool and was dead already.</summary>
    RetryOnNewConnection,

    /// <summary>The link is dead: ask for a fresh one.</summary>
    RequestNewUrl,

    /// <summary>The storage refuses this link though it should be alive: a fresh one may help, once.</summary>
    RequestNewUrlOnce,

    /// <summary>Repeat at once with another content type: the link is signed for one that is not known.</summary>
    RetryWithOtherContentType,

    /// <summary>Repeat at once without <c>Expect: 100-continue</c>.</summary>
    RetryWithoutExpect,

    /// <summary>A success without the ETag that this kind of storage always sends: repeat once after a second, then accept it.</summary>
    RetryForETag,

    /// <summary>The storage holds an object under this link already: ours, if the whole body went out before.</summary>
    ObjectAlreadyExists,
}
