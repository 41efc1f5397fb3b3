namespace EventPics.Internal.Upload;

/// <summary>How much of a body goes to the network at once. Small pieces tell the progress finely, large ones cost less.</summary>
internal static class ChunkSize
{
    /// <summary>Bytes a second below which a line counts as standing still; a line of 32 kbit/s carries nearly 4 KB.</summary>
    private const int SlowestLine = 3 * 1024;

    // Crumbs help nobody. Above 20 seconds of timeout the pieces stay as they are, so still slower lines are alive.
    private const int Smallest = 4 * 1024;
    private const int LargestForSlow = 64 * 1024;

    private const int Largest = 1024 * 1024;
    private const int PiecesPerSecond = 4;

    private const int LargeFile = 16 * 1024 * 1024;
    private const int SmallBuffer = 256 * 1024;

    /// <summary>How much of a file is read at once, to be cut into pieces.</summary>
    public static int BufferFor(long length) => (int)Math.Min(length, length < LargeFile ? SmallBuffer : Largest);

    /// <summary>
    /// The piece that even the slowest line carries within the stall timeout, whatever the timeout is. Where nothing but the end of a piece
    /// tells that the line is alive, it must not be larger.
    /// </summary>
    public static int ForSlowConnection(EventPicsClientOptions options) =>
        (int)Math.Min(Math.Max(options.StallTimeout.TotalSeconds * SlowestLine, Smallest), LargestForSlow);

    /// <summary>The piece for a line that carries so much.</summary>
    public static int ForSpeed(long bytesPerSecond, EventPicsClientOptions options) =>
        (int)Math.Min(Math.Max(bytesPerSecond / PiecesPerSecond, ForSlowConnection(options)), Largest);
}
