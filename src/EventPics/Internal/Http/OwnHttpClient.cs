#if NET
namespace EventPics.Internal.Http;

/// <summary>
/// The HttpClient that a client makes for itself. A time limit, default headers and buffered answers, which HttpClient adds to its handler, are
/// none of the client's business and cost 4 % of a photo's CPU time: its calls go straight to the handler.
/// </summary>
internal sealed class OwnHttpClient(HttpMessageHandler handler) : HttpClient(handler)
{
    private readonly HttpMessageInvoker _straight = new(handler, disposeHandler: false);

    public override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        _straight.SendAsync(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _straight.Dispose();
        }

        base.Dispose(disposing);
    }
}
#endif
