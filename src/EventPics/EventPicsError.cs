namespace EventPics;

/// <summary>The kind of error.</summary>
public enum EventPicsError
{
    /// <summary>
    /// An exception that is not about the network, usually thrown by a handler of the HttpClient. It is the inner exception.
    /// </summary>
    Unknown,

    /// <summary>The service rejected the API key.</summary>
    ApiKeyRejected,

    /// <summary>The event or album does not exist or was deleted.</summary>
    NotFound,

    /// <summary>The service rejected the request's content.</summary>
    InvalidRequest,

    /// <summary>The photo or video is larger than the service or its storage accepts.</summary>
    PayloadTooLarge,

    /// <summary>The service or its storage limits the request rate.</summary>
    RateLimited,

    /// <summary>The upload URL has expired.</summary>
    UploadUrlExpired,

    /// <summary>The storage rejected the upload for another reason.</summary>
    UploadRejected,

    /// <summary>The service or its storage reported an error.</summary>
    ServerError,

    /// <summary>The response is malformed, or contains an unsafe upload URL.</summary>
    UnexpectedResponse,

    /// <summary>A login page of the local network responded instead of the service.</summary>
    CaptivePortal,

    /// <summary>The server's certificate is not trusted.</summary>
    UntrustedConnection,

    /// <summary>The server can't be reached, or the connection was lost.</summary>
    Network,

    /// <summary>The server did not respond in time.</summary>
    Timeout,

    /// <summary>The upload made no progress.</summary>
    Stalled,
}
