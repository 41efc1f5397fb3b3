using System.Net;
using System.Net.Http.Headers;
using EventPics.Internal.Http;

namespace EventPics.Internal.Api;

/// <summary>The JSON of an API call. It contains the API key, so it is sent to the requested address or nowhere.</summary>
internal sealed class ApiRequestContent : ByteArrayContent
{
    private readonly TransportRequest _request;

    public ApiRequestContent(byte[] json, TransportRequest request)
        : base(json)
    {
        _request = request;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        _request.ThrowIfRedirected();
        return base.SerializeToStreamAsync(stream, context);
    }

#if NET
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _request.ThrowIfRedirected();
        return base.SerializeToStreamAsync(stream, context, cancellationToken);
    }
#endif
}
