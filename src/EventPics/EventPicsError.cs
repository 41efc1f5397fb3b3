namespace EventPics;

/// <summary>What went wrong.</summary>
public enum EventPicsError
{
    /// <summary>The service refused the API key.</summary>
    ApiKeyRejected,

    /// <summary>The service knows no such event or album, or it is gone.</summary>
    NotFound,

    /// <summary>The service refused the request for what it says.</summary>
    InvalidRequest,

    /// <summary>The picture is larger than the service or its storage accepts.</summary>
    PayloadTooLarge,

    /// <summary>The service or its storage asks for fewer requests.</summary>
    RateLimited,

    /// <summary>The storage says that the link has expired.</summary>
    UploadUrlExpired,

    /// <summary>The storage refused the picture for another reason.</summary>
    UploadRejected,

    /// <summary>The service or its storage failed.</summary>
    ServerError,

    /// <summary>The answer makes no sense, or names an unsafe link.</summary>
    UnexpectedResponse,

    /// <summary>A login page of the local network answered in place of the service.</summary>
    CaptivePortal,

    /// <summary>The server's certificate can't be trusted.</summary>
    UntrustedConnection,

    /// <summary>The server can't be reached, or the connection broke.</summary>
    Network,

    /// <summary>The server did not answer in time.</summary>
    Timeout,

    /// <summary>The upload stopped moving.</summary>
    Stalled,
}
