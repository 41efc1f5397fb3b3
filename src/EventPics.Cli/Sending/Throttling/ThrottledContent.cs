using System.Net;

namespace EventPics.Cli.Sending.Throttling;

/// <summary>Sends another content's bytes and headers through a <see cref="BandwidthThrottle"/>.</summary>
internal sealed class ThrottledContent : HttpContent
{
    private readonly HttpContent _inner;
    private readonly BandwidthThrottle _throttle;
    private readonly long? _length;

    public ThrottledContent(HttpContent inner, BandwidthThrottle throttle)
    {
        (_inner, _throttle, _length) = (inner, throttle, inner.Headers.ContentLength);
        foreach (var header in inner.Headers)
        {
            Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var throttled = new ThrottledStream(stream, _throttle);
        await using (throttled.ConfigureAwait(false))
        {
            await _inner.CopyToAsync(throttled, context, cancellationToken).ConfigureAwait(false);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _length ?? 0;
        return _length is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
