namespace EventPics.Internal.Failures;

/// <summary>Why a call ended without a response.</summary>
internal enum TransportError
{
    /// <summary>The name was not found, the server not reached, or the connection was lost.</summary>
    Connection,

    /// <summary>The server's certificate was rejected.</summary>
    UntrustedCertificate,

    /// <summary>The proxy requires authentication before it connects.</summary>
    ProxyAuthentication,

    /// <summary>The upload URL points to this machine or its local network.</summary>
    UnsafeAddress,

    /// <summary>An HttpClient passed to the client followed a redirect.</summary>
    RedirectFollowed,

    /// <summary>The response is not HTTP, or its headers are too large.</summary>
    InvalidResponse,

    /// <summary>The server did not respond in time.</summary>
    NoResponse,

    /// <summary>The body made no progress.</summary>
    NoProgress,

    /// <summary>The total timeout of an HttpClient passed to the client aborted the call.</summary>
    HttpClientTimeout,

    /// <summary>A handler threw an exception that is not about the network.</summary>
    HandlerException,
}
