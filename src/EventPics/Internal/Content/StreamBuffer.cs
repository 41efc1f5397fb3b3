namespace EventPics.Internal.Content;

/// <summary>Copies a stream into memory or, if it is long, into a temporary file.</summary>
internal static class StreamBuffer
{
    /// <summary>The longest stream that is kept in memory, in bytes.</summary>
    public const int MaxInMemory = 1024 * 1024;

    private const int FirstBuffer = 64 * 1024;

    /// <summary>Copies the stream to its end.</summary>
    /// <returns>All bytes in memory, or the first ones and the file that has all.</returns>
    public static async Task<(ReadOnlyMemory<byte> Bytes, TemporaryFile? File)> CopyAsync(
        Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[FirstBuffer];
        var filled = 0;
        for (int read; (read = await stream.ReadAsync(buffer.AsMemory(filled), cancellationToken).ConfigureAwait(false)) > 0;)
        {
            filled += read;
            if (filled > MaxInMemory)
            {
                return (buffer.AsMemory(0, filled), await CopyToFileAsync(buffer, filled, stream, cancellationToken).ConfigureAwait(false));
            }

            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, MaxInMemory + 1));
            }
        }

        return (buffer.AsMemory(0, filled), null);
    }

    private static async Task<TemporaryFile> CopyToFileAsync(byte[] start, int length, Stream rest, CancellationToken cancellationToken)
    {
        var file = TemporaryFile.Create();
        try
        {
            await file.File.WriteAsync(start.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
            await rest.CopyToAsync(file.File, 81920, cancellationToken).ConfigureAwait(false);
            await file.File.FlushAsync(cancellationToken).ConfigureAwait(false);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
