namespace EventPics.Internal.Failures;

/// <summary>How a call ended without an answer.</summary>
internal enum TransportError
{
    /// <summary>The name was not found, the server not reached, or the connection broke.</summary>
    Connection,

    /// <summary>The server's certificate was refused.</summary>
    UntrustedCertificate,

    /// <summary>The proxy refused to connect without a login.</summary>
    ProxyAuthentication,

    /// <summary>The link leads into this machine or its local network.</summary>
    UnsafeAddress,

    /// <summary>A handed-in HttpClient followed a redirect.</summary>
    RedirectFollowed,

    /// <summary>What came back is not HTTP, or too large.</summary>
    InvalidResponse,

    /// <summary>The server did not answer in time.</summary>
    NoResponse,

    /// <summary>The body stopped moving.</summary>
    NoProgress,

    /// <summary>A handed-in HttpClient's total timeout cut the call.</summary>
    HttpClientTimeout,
}
