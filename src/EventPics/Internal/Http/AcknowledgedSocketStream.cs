#if NET
using System.Net.Sockets;
using System.Numerics;

namespace EventPics.Internal.Http;

/// <summary>
/// A socket stream that limits unsent data in the kernel (TCP_NOTSENT_LOWAT) and reports acknowledged bytes (TCP_INFO). Without it the
/// kernel would buffer 4 MB, a whole photo, before a stall is visible. Linux only.
/// </summary>
internal sealed class AcknowledgedSocketStream : NetworkStream, ISendProgress
{
    private const int TcpNotSentLowWater = 25;
    private const int TcpInfo = 11;

    // tcpi_bytes_acked in the kernel's struct tcp_info.
    private const int AcknowledgedOffset = 120;
    private const int InfoLength = AcknowledgedOffset + sizeof(long);

    // Unsent bytes already count as progress. Fewer of them cost more wake-ups: a fast connection, which sends 4 MB immediately, needs 10 %
    // less CPU time with 4 MB than with 1 MB.
    private const int MinUnsent = 128 * 1024;
    private const int InitialUnsent = 1024 * 1024;
    private const int MaxUnsent = 4 * 1024 * 1024;
    private const int IntervalsPerSecond = 4;

    // Also limits the bytes in flight, and so the speed to a distant storage: only for systems without TCP_NOTSENT_LOWAT.
    private const int SendBuffer = 128 * 1024;

    [ThreadStatic]
    private static AcknowledgedSocketStream? _lastWritten;

    private readonly bool _reportsAcknowledged;
    private long _written;
    private long _acknowledged;
    private int _maxUnsent;

    public AcknowledgedSocketStream(Socket socket)
        : base(socket, ownsSocket: true)
    {
        _reportsAcknowledged = OperatingSystem.IsLinux() && TryLimitUnsent();
        if (!_reportsAcknowledged)
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
                    Volatile.Write(ref _acknowledged, BitConverter.ToInt64(info[AcknowledgedOffset..]));
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // The connection is closed; the last known value stays.
            }

            return Volatile.Read(ref _acknowledged);
        }
    }

    /// <summary>
    /// Writes to HttpClient's stream and finds out which connection carries it. HttpClient does not reveal that, but it calls the
    /// connection's WriteAsync synchronously, on the same thread, before anything is awaited.
    /// </summary>
    public static ValueTask WriteAsync(
        Stream stream, ReadOnlyMemory<byte> chunk, out ISendProgress? connection, CancellationToken cancellationToken)
    {
        _lastWritten = null;
        var pending = stream.WriteAsync(chunk, cancellationToken);
        connection = _lastWritten is { _reportsAcknowledged: true } written ? written : null;
        _lastWritten = null;
        return pending;
    }

    public void AdjustSendBuffer(long bytesPerSecond)
    {
        // In powers of two, so that it rarely changes.
        var perInterval = Math.Clamp(bytesPerSecond / IntervalsPerSecond, MinUnsent, MaxUnsent);
        var unsent = (int)BitOperations.RoundUpToPowerOf2((ulong)perInterval);
        if (unsent != _maxUnsent)
        {
            TrySetNotSentLowWater(unsent);
        }
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _lastWritten = this;
        Volatile.Write(ref _written, _written + buffer.Length);
        return base.WriteAsync(buffer, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (_reportsAcknowledged)
        {
            _ = Acknowledged;
        }

        base.Dispose(disposing);
    }

    // The handshake counts as one byte.
    private bool TryLimitUnsent() => TrySetNotSentLowWater(InitialUnsent) && Acknowledged == 1;

    private bool TrySetNotSentLowWater(int unsent)
    {
        try
        {
            Socket.SetRawSocketOption((int)SocketOptionLevel.Tcp, TcpNotSentLowWater, BitConverter.GetBytes(unsent));
            _maxUnsent = unsent;
            return true;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }
}
#endif
