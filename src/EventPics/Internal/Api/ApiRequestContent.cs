using System.Net;
using EventPics.Internal.Http;

namespace EventPics.Internal.Api;

/// <summary>The JSON of an API call, which holds the key: it goes where it was meant to go, or nowhere.</summary>
/// <param name="json">The JSON. With its length known the body needs no chunks, which some proxies refuse.</param>
/// <param name="request">The request that carries it.</param>
internal sealed class ApiRequestContent(byte[] json, TransportRequest request) : ByteArrayContent(json)
{
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        request.ThrowIfRedirected();
        return base.SerializeToStreamAsync(stream, context);
    }

#if NET
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        request.ThrowIfRedirected();
        return base.SerializeToStreamAsync(stream, context, cancellationToken);
    }
#endif
}
