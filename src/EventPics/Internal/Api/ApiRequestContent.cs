using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;
using EventPics.Internal.Http;

namespace EventPics.Internal.Api;

/// <summary>The JSON of an API call. It contains the API key, so it is sent to the requested address or nowhere.</summary>
internal sealed class ApiRequestContent : HttpContent
{
    private readonly JsonContent _json;
    private readonly TransportRequest _request;

    private ApiRequestContent(JsonContent json, TransportRequest request)
    {
        _json = json;
        _request = request;
        Headers.ContentType = json.Headers.ContentType;
    }

    /// <summary>Serializes the body first: then its length is known, and it needs no chunked encoding, which some proxies reject.</summary>
    /// <param name="body">The body.</param>
    /// <param name="type">Its type.</param>
    /// <param name="request">The request that carries it.</param>
    public static async ValueTask<ApiRequestContent> CreateAsync<T>(T body, JsonTypeInfo<T> type, TransportRequest request)
    {
        var json = JsonContent.Create(body, type, new MediaTypeHeaderValue("application/json"));
        await json.LoadIntoBufferAsync().ConfigureAwait(false);
        return new ApiRequestContent(json, request);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _json.Headers.ContentLength.GetValueOrDefault();
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        _request.ThrowIfRedirected();
        return _json.CopyToAsync(stream, context);
    }

#if NET
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _request.ThrowIfRedirected();
        return _json.CopyToAsync(stream, context, cancellationToken);
    }
#endif

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _json.Dispose();
        }

        base.Dispose(disposing);
    }
}
