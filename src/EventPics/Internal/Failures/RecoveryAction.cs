namespace EventPics.Internal.Failures;

/// <summary>What to do after a failed attempt.</summary>
internal enum RecoveryAction
{
    /// <summary>Report the failure.</summary>
    Fail,

    /// <summary>Retry the same call, or the PUT to the same upload URL, after a back-off.</summary>
    Retry,

    /// <summary>Retry immediately without using up a retry: the pooled connection was already dead.</summary>
    RetryOnNewConnection,

    /// <summary>The upload URL has expired: request a new one.</summary>
    RequestNewUrl,

    /// <summary>The storage rejects this upload URL although it should be valid: request a new one, once.</summary>
    RequestNewUrlOnce,

    /// <summary>Retry immediately with another content type: the URL is signed for one that is not known.</summary>
    RetryWithOtherContentType,

    /// <summary>Retry immediately without <c>Expect: 100-continue</c>.</summary>
    RetryWithoutExpect,

    /// <summary>A success without the ETag that this kind of storage always sends: retry once after a second, then accept it.</summary>
    RetryForETag,

    /// <summary>An object already exists at this upload URL: it is this photo if the whole body was sent before.</summary>
    ObjectAlreadyExists,
}
