using EventPics.Internal.Failures;

namespace EventPics.Internal.Http;

/// <summary>Reads an answer's body up to a limit, so that no server can fill this machine's memory.</summary>
internal static class BoundedContentReader
{
    private const int FirstBuffer = 1024;

    /// <summary>
    /// Reads how a body begins, however long it is and wherever it is cut. The status has arrived and counts, and what is needed of the body
    /// stands at its start.
    /// </summary>
    /// <param name="content">The response's body.</param>
    /// <param name="limit">The most bytes to read.</param>
    /// <param name="patience">Ends the reading.</param>
    /// <param name="cancellationToken">Ends the whole call.</param>
    public static async ValueTask<BoundedBody> ReadStartAsync(
        HttpContent? content, int limit, CancellationToken patience, CancellationToken cancellationToken)
    {
        if (content is null || content.Headers.ContentLength == 0)
        {
            return new(new ArraySegment<byte>([]), true);
        }

        var buffer = new byte[FirstBuffer];
        var filled = 0;
        try
        {
            var stream = await content.ReadAsStreamAsync(patience).ConfigureAwait(false);
            while (filled < limit)
            {
                if (filled == buffer.Length)
                {
                    Array.Resize(ref buffer, Math.Min(buffer.Length * 2, limit));
                }

                var read = await ReadAsync(stream, buffer, filled, patience).ConfigureAwait(false);
                filled += read;
                if (read == 0)
                {
                    return new(new ArraySegment<byte>(buffer, 0, filled), true);
                }
            }
        }
        catch (Exception error) when (TransportErrorReader.IsTransportError(error))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return new(new ArraySegment<byte>(buffer, 0, filled), false);
    }

    /// <summary>Reads at most <paramref name="limit"/> bytes and tells whether that was all.</summary>
    public static async ValueTask<BoundedBody> ReadAsync(HttpContent? content, int limit, CancellationToken cancellationToken)
    {
        if (content is null)
        {
            return new(new ArraySegment<byte>([]), true);
        }

        var expected = content.Headers.ContentLength;
        if (expected > limit)
        {
            return new(new ArraySegment<byte>([]), false);
        }

        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var buffer = new byte[expected is > 0 ? (int)expected + 1 : FirstBuffer];
        var filled = 0;
        while (true)
        {
            var read = await ReadAsync(stream, buffer, filled, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return new(new ArraySegment<byte>(buffer, 0, filled), true);
            }

            filled += read;
            if (filled > limit)
            {
                return new(new ArraySegment<byte>(buffer, 0, limit), false);
            }

            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, limit + 1));
            }
        }
    }

#if NET
    private static ValueTask<int> ReadAsync(Stream stream, byte[] buffer, int at, CancellationToken cancellationToken) =>
        stream.ReadAsync(buffer.AsMemory(at), cancellationToken);
#else
    // .NET Framework's answers pay no heed to cancellation once a read is under way.
    private static Task<int> ReadAsync(Stream stream, byte[] buffer, int at, CancellationToken cancellationToken) =>
        CancellableRead.OrCancelledAsync(stream.ReadAsync(buffer, at, buffer.Length - at, cancellationToken), cancellationToken);
#endif
}
