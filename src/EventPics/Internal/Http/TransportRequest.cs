using EventPics.Internal.Failures;

namespace EventPics.Internal.Http;

/// <summary>
/// A request with its connection policy and what is known about its connection. A subclass, because HttpRequestMessage.Options allocates a
/// dictionary per request.
/// </summary>
internal sealed class TransportRequest(HttpMethod method, Uri url) : HttpRequestMessage(method, url)
{
    private readonly Uri _requested = url;

    /// <summary>Whether every address of the host must be public.</summary>
    public bool PublicOnly { get; init; }

#if NET
    /// <summary>Whether the host it connects to must have a public address: that of the URL, not that of a proxy.</summary>
    public bool RequiresPublicAddress(string host) => PublicOnly && host == RequestUri!.IdnHost;

    /// <summary>Whether a connection was opened for this request; otherwise it uses a pooled one.</summary>
    public bool IsNewConnection { get; set; }
#else
    /// <summary>.NET Framework gives no information about connections, so none counts as stale.</summary>
    public bool IsNewConnection { get; } = true;
#endif

    /// <summary>Throws if an HttpClient that follows redirects is about to send the body to another URL.</summary>
    public void ThrowIfRedirected()
    {
        if (RequestUri != _requested)
        {
            throw new ForbiddenDestinationException(TransportError.RedirectFollowed);
        }
    }
}
