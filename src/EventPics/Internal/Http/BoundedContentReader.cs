using EventPics.Internal.Failures;

namespace EventPics.Internal.Http;

/// <summary>Reads a response's body up to a limit, so that no server can exhaust this machine's memory.</summary>
internal static class BoundedContentReader
{
    private const int FirstBuffer = 1024;

    /// <summary>
    /// Reads the beginning of a body, even if the rest is cut off or never comes: the status has already arrived, and what matters in the
    /// body is at its start.
    /// </summary>
    /// <param name="content">The response's body.</param>
    /// <param name="limit">The most bytes to read.</param>
    /// <param name="timeout">Ends the read; what was read so far is returned.</param>
    /// <param name="cancellationToken">Cancels the whole call.</param>
    public static async ValueTask<BoundedBody> ReadStartAsync(
        HttpContent? content, int limit, CancellationToken timeout, CancellationToken cancellationToken)
    {
        if (content is null || content.Headers.ContentLength == 0)
        {
            return new(new ArraySegment<byte>([]), true);
        }

        var buffer = new byte[FirstBuffer];
        var filled = 0;
        try
        {
            var stream = await content.ReadAsStreamAsync(timeout).ConfigureAwait(false);
            while (filled < limit)
            {
                if (filled == buffer.Length)
                {
                    Array.Resize(ref buffer, Math.Min(buffer.Length * 2, limit));
                }

                var read = await ReadAsync(stream, buffer, filled, timeout).ConfigureAwait(false);
                filled += read;
                if (read == 0)
                {
                    return new(new ArraySegment<byte>(buffer, 0, filled), true);
                }
            }
        }
        catch (Exception e) when (TransportErrorReader.IsTransportError(e))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        return new(new ArraySegment<byte>(buffer, 0, filled), false);
    }

    /// <summary>Reads at most <paramref name="limit"/> bytes.</summary>
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
    // On .NET Framework, a read in progress ignores cancellation.
    private static Task<int> ReadAsync(Stream stream, byte[] buffer, int at, CancellationToken cancellationToken) =>
        CancellableRead.WaitAsync(stream.ReadAsync(buffer, at, buffer.Length - at, cancellationToken), cancellationToken);
#endif
}
