#if NET
using System.Net.Sockets;

namespace EventPics.Internal;

/// <summary>
/// A connection whose kernel takes in little that has not left yet, so that a stall shows soon. Waking up for each little costs a third of a
/// very fast upload's work, so a line that has proven very fast is trusted with more, until it pauses or turns slower.
/// </summary>
internal sealed class LineStream : NetworkStream
{
    private const int Much = 1024 * 1024;
    private const int Stretch = 4 * 1024 * 1024;
    private const long VeryFast = 50 * 1024 * 1024;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly int _little;
    private readonly TimeProvider _time;
    private long _began;
    private long _last;
    private long _bytes;
    private bool _takesMuch;

    public LineStream(Socket socket, EventPicsClientOptions options)
        : base(socket, ownsSocket: true)
    {
        // The kernel takes more once half of it has left: that half is a piece, or progress would show in larger steps than the watch counts in.
        _little = 2 * PieceSize.ForSlowLine(options);
        _time = options.TimeProvider;
        _began = _last = _time.GetTimestamp();
        Take(_little);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Judge(buffer.Length);
        return base.WriteAsync(buffer, cancellationToken);
    }

    private void Judge(int bytes)
    {
        var now = _time.GetTimestamp();
        if (_time.GetElapsedTime(_last, now) > Pause)
        {
            Begin(now, takesMuch: false);
        }

        _last = now;
        _bytes += bytes;
        if (_bytes >= Stretch)
        {
            var seconds = _time.GetElapsedTime(_began, now).TotalSeconds;
            Begin(now, takesMuch: seconds > 0 && _bytes / seconds > VeryFast);
        }
    }

    private void Begin(long now, bool takesMuch)
    {
        (_began, _bytes) = (now, 0);
        if (takesMuch != _takesMuch)
        {
            _takesMuch = takesMuch;
            Take(takesMuch ? Much : _little);
        }
    }

    // Counts only what has not left yet. A small send buffer would also bound what is under way, and so the speed of a distant storage.
    private void Take(int bytes)
    {
        if (OperatingSystem.IsLinux())
        {
            const int TcpNotSentLowWater = 25;
            Socket.SetRawSocketOption((int)SocketOptionLevel.Tcp, TcpNotSentLowWater, BitConverter.GetBytes(bytes));
        }
    }
}
#endif
