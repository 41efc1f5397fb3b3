#if NET
using System.Net.Sockets;
using System.Numerics;

namespace EventPics.Internal.Http;

/// <summary>
/// A connection whose kernel takes in only so much that has not left, and which tells how much has arrived at the other end. Without that
/// the kernel would swallow 4 MB, a whole photo, before a stall shows. Only Linux is asked.
/// </summary>
internal sealed class AcknowledgedSocketStream : NetworkStream, ISendProgress
{
    private const int TcpNotSentLowWater = 25;
    private const int TcpInfo = 11;

    // The kernel's struct tcp_info: where it has the bytes that were acknowledged.
    private const int AcknowledgedAt = 120;
    private const int InfoLength = AcknowledgedAt + sizeof(long);

    // What waits unsent shows as progress already. Less of it costs more wake-ups: a fast line, where 4 MB are gone at once, needs 10 % less
    // CPU time with 4 MB than with 1 MB.
    private const int LeastUnsent = 128 * 1024;
    private const int UnsentAtFirst = 1024 * 1024;
    private const int MostUnsent = 4 * 1024 * 1024;
    private const int MomentsPerSecond = 4;

    // This also bounds what is under way, and so the speed of a distant storage: only for systems that know nothing better.
    private const int SendBuffer = 128 * 1024;

    [ThreadStatic]
    private static AcknowledgedSocketStream? _writtenLast;

    private readonly bool _tells;
    private long _written;
    private long _arrived;
    private int _unsent;

    public AcknowledgedSocketStream(Socket socket)
        : base(socket, ownsSocket: true)
    {
        _tells = OperatingSystem.IsLinux() && TryBound();
        if (!_tells)
        {
            socket.SendBufferSize = SendBuffer;
        }
    }

    public long Written => Volatile.Read(ref _written);

    public long Acknowledged
    {
        get
        {
            try
            {
                Span<byte> info = stackalloc byte[InfoLength];
                if (Socket.GetRawSocketOption((int)SocketOptionLevel.Tcp, TcpInfo, info) == InfoLength)
                {
                    Volatile.Write(ref _arrived, BitConverter.ToInt64(info[AcknowledgedAt..]));
                }
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                // What it knew last is what it knows.
            }

            return Volatile.Read(ref _arrived);
        }
    }

    /// <summary>
    /// Writes to what lies above a connection, and finds out which: HttpClient does not say what connection carries a request, but whoever hands
    /// it a piece of the body gets as far as the connection before anything is waited for.
    /// </summary>
    public static ValueTask WriteAsync(Stream above, ReadOnlyMemory<byte> piece, out ISendProgress? line, CancellationToken cancellationToken)
    {
        _writtenLast = null;
        var pending = above.WriteAsync(piece, cancellationToken);
        line = _writtenLast is { _tells: true } told ? told : null;
        _writtenLast = null;
        return pending;
    }

    public void AdjustSendBuffer(long bytesPerSecond)
    {
        // By doubling, so that it seldom changes.
        var moment = Math.Clamp(bytesPerSecond / MomentsPerSecond, LeastUnsent, MostUnsent);
        var unsent = (int)BitOperations.RoundUpToPowerOf2((ulong)moment);
        if (unsent != _unsent)
        {
            TrySetNotSentLowWater(unsent);
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _writtenLast = this;
        Volatile.Write(ref _written, _written + buffer.Length);
        return base.WriteAsync(buffer, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (_tells)
        {
            _ = Acknowledged;
        }

        base.Dispose(disposing);
    }

    // The handshake counts for a byte.
    private bool TryBound() => TrySetNotSentLowWater(UnsentAtFirst) && Acknowledged == 1;

    private bool TrySetNotSentLowWater(int unsent)
    {
        try
        {
            Socket.SetRawSocketOption((int)SocketOptionLevel.Tcp, TcpNotSentLowWater, BitConverter.GetBytes(unsent));
            _unsent = unsent;
            return true;
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }
}
#endif
