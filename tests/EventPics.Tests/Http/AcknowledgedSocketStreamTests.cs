using System.Net;
using System.Net.Sockets;
using EventPics.Internal.Http;

namespace EventPics.Tests.Http;

/// <summary>How much waits in the kernel of a connection, read back from the kernel.</summary>
public sealed class AcknowledgedSocketStreamTests
{
    private const int TcpNotSentLowWater = 25;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, 1024)] // nothing known yet
    [InlineData(3_000L, 128)]
    [InlineData(2_000_000L, 512)]
    [InlineData(8_000_000L, 2048)]
    [InlineData(1_000_000_000L, 4096)]
    public async Task Unsent_bytes_are_limited_to_a_quarter_second_of_the_connections_speed(long? bytesPerSecond, int kilobytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux reports it.");
        var socket = await ConnectAsync();
        await using var line = new AcknowledgedSocketStream(socket);

        if (bytesPerSecond is { } speed)
        {
            line.AdjustSendBuffer(speed);
        }

        var value = new byte[sizeof(int)];
        socket.GetRawSocketOption((int)SocketOptionLevel.Tcp, TcpNotSentLowWater, value);
        Assert.Equal(kilobytes * 1024, BitConverter.ToInt32(value));
    }

    [Fact]
    public async Task Adjusting_a_closed_connection_does_nothing()
    {
        var socket = await ConnectAsync();
        var line = new AcknowledgedSocketStream(socket);
        await line.DisposeAsync();

        line.AdjustSendBuffer(1_000_000_000);
    }

    private static async Task<Socket> ConnectAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(listener.LocalEndpoint, Token);
        return socket;
    }
}
