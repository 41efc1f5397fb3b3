namespace EventPics.Internal;

/// <summary>
/// How much of a body goes to the network at once. A piece that is under way shows no progress, so it must be small enough to get through
/// within the stall timeout on the slowest line that counts as alive, whatever the timeout is.
/// </summary>
internal struct PieceSize
{
    /// <summary>Bytes a second below which a line counts as standing still; a line of 32 kbit/s carries nearly 4 KB.</summary>
    private const int SlowestLine = 3 * 1024;

    // Crumbs help nobody. Above 20 seconds of timeout the pieces stay as they are, so still slower lines are alive.
    private const int Smallest = 4 * 1024;
    private const int LargestForSlow = 64 * 1024;

    // On a very fast line the switches between threads after each piece cost a third of the work. It gets the largest pieces there are. One that
    // falls from this speed to less than 35 KB a second within one piece of 1 MB is taken for dead, so later attempts get small pieces only.
    private const int Large = 1024 * 1024;
    private const long VeryFast = 50 * 1024 * 1024;

    // What goes out before the kernel's buffer is full seems fast on any line, so the first stretch is not judged.
    private const int Stretch = 512 * 1024;

#if NET
    // At least that much of the first piece fits into the kernel's empty buffer.
    private const int KernelsShare = 32 * 1024;
    private const bool SpeedTells = true;
#else
    // The kernel's buffer is not ours to set there, so what left fast may not have come far.
    private const int KernelsShare = 0;
    private const bool SpeedTells = false;
#endif

    private readonly TimeProvider _time;
    private readonly int _small;
    private readonly bool _mayGrow;
    private long _stretchStart;
    private int _stretchBytes;
    private bool _judged;

    /// <param name="options">The stall timeout and its clock.</param>
    /// <param name="mayGrow">Whether a very fast line gets large pieces.</param>
    public PieceSize(EventPicsClientOptions options, bool mayGrow)
    {
        _time = options.TimeProvider;
        _small = ForSlowLine(options);
        _mayGrow = mayGrow && SpeedTells;
        Next = _small + Math.Min(_small, KernelsShare);
    }

    /// <summary>The size of the next piece.</summary>
    public int Next { get; private set; }

    /// <summary>Whether the next piece is larger than a slow line could carry in time.</summary>
    public readonly bool IsLarge => Next == Large;

    /// <summary>The piece that even the slowest line carries within the stall timeout.</summary>
    public static int ForSlowLine(EventPicsClientOptions options) =>
        (int)Math.Min(Math.Max(options.StallTimeout.TotalSeconds * SlowestLine, Smallest), LargestForSlow);

    /// <summary>Learns from a piece that went out.</summary>
    public void Moved(int bytes)
    {
        _stretchBytes += bytes;
        if (_mayGrow && _stretchBytes >= Stretch)
        {
            var now = _time.GetTimestamp();
            var duration = _time.GetElapsedTime(_stretchStart, now);
            Next = _judged && _stretchBytes * TimeSpan.TicksPerSecond > VeryFast * duration.Ticks ? Large : _small;
            (_judged, _stretchStart, _stretchBytes) = (true, now, 0);
        }
        else if (!IsLarge)
        {
            Next = _small;
        }
    }
}
