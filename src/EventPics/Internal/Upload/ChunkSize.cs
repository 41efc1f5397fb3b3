namespace EventPics.Internal.Upload;

/// <summary>How many bytes of a body are written at a time. Small chunks make progress visible, large ones cost less CPU time.</summary>
internal static class ChunkSize
{
    // Bytes per second below which a connection counts as stalled. A connection of 32 kbit/s carries nearly 4 KB/s.
    private const int MinBytesPerSecond = 3 * 1024;

    // Chunks below 4 KB only cost time. Above a timeout of 20 seconds they don't grow any more, so even slower connections count as alive.
    private const int MinChunk = 4 * 1024;
    private const int MaxChunkForSlowConnection = 64 * 1024;

    private const int MaxChunk = 1024 * 1024;
    private const int ChunksPerSecond = 4;

    private const int LargeFile = 16 * 1024 * 1024;
    private const int SmallBuffer = 256 * 1024;

    /// <summary>How many bytes of a file are read at a time, to be written in chunks.</summary>
    public static int BufferFor(long length) => (int)Math.Min(length, length < LargeFile ? SmallBuffer : MaxChunk);

    /// <summary>
    /// The chunk that even the slowest accepted connection carries within the stall timeout. Where the end of a chunk is the only sign of
    /// progress, chunks must not be larger.
    /// </summary>
    public static int ForSlowConnection(EventPicsClientOptions options) =>
        (int)Math.Min(Math.Max(options.StallTimeout.TotalSeconds * MinBytesPerSecond, MinChunk), MaxChunkForSlowConnection);

    /// <summary>The chunk for a connection of this speed.</summary>
    public static int ForSpeed(long bytesPerSecond, EventPicsClientOptions options) =>
        (int)Math.Min(Math.Max(bytesPerSecond / ChunksPerSecond, ForSlowConnection(options)), MaxChunk);
}
