namespace EventPics.Internal;

/// <summary>Reads an answer's body up to a limit, so that no server can fill this machine's memory.</summary>
internal static class BoundedReader
{
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

        using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var buffer = new byte[expected is > 0 ? (int)expected + 1 : 1024];
        var filled = 0;
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(filled), cancellationToken).ConfigureAwait(false);
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
}
