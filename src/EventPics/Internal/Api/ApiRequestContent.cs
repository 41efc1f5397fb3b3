using System.Net;
using EventPics.Internal.Http;

namespace EventPics.Internal.Api;

/// <summary>The JSON of an API call. It contains the API key, so it is sent to the requested address or nowhere.</summary>
/// <param name="json">The JSON. Its length is known, so the body needs no chunked encoding, which some proxies reject.</param>
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
