using EventPics.Internal.Failures;

namespace EventPics.Internal.Http;

/// <summary>A request that learns about its connection and says what it allows. A type of its own, since request options cost a dictionary each.</summary>
internal sealed class TransportRequest(HttpMethod method, Uri url) : HttpRequestMessage(method, url)
{
    private readonly Uri _asked = url;

    /// <summary>Whether every address of the host must be a public one.</summary>
    public bool PublicOnly { get; init; }

#if NET
    /// <summary>Whether a connection was opened for this request; otherwise it went over one from the pool.</summary>
    public bool IsNewConnection { get; set; }
#else
    /// <summary>.NET Framework does not tell about connections, so none counts as stale.</summary>
    public bool IsNewConnection { get; } = true;
#endif

    /// <summary>Stops a body that an HttpClient which follows redirects is about to take elsewhere.</summary>
    public void ThrowIfRedirected()
    {
        if (RequestUri != _asked)
        {
            throw new ForbiddenDestinationException(TransportError.RedirectFollowed);
        }
    }
}
