#if NET
using System.Net.Sockets;

namespace EventPics.Internal;

/// <summary>
/// A connection whose kernel takes in little that has not left yet, so that a stall shows soon. Waking up for each little costs a third of a
/// very fast upload's work, so it takes more where the body hands over large pieces, which only a very fast line gets.
/// </summary>
internal sealed class LineStream : NetworkStream
{
    private const int Much = 1024 * 1024;

    private readonly int _little;
    private bool _takesMuch;

    public LineStream(Socket socket, EventPicsClientOptions options)
        : base(socket, ownsSocket: true)
    {
        // The kernel takes more once half of it has left: that half is a piece, or progress would show in larger steps than the watch counts in.
        _little = 2 * PieceSize.ForSlowLine(options);
        Take(_little);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var takesMuch = buffer.Length > _little;
        if (takesMuch != _takesMuch)
        {
            _takesMuch = takesMuch;
            Take(takesMuch ? Much : _little);
        }

        return base.WriteAsync(buffer, cancellationToken);
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
