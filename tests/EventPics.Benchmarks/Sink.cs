using System.Net;
using System.Net.Sockets;

namespace EventPics.Benchmarks;

/// <summary>
/// A server that costs as little as possible: it issues upload URLs, discards bodies and confirms them as EventPics, S3 and Azure do.
/// </summary>
internal static class Sink
{
    public static int Run()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(512);
        new Thread(() => Accept(listener)) { IsBackground = true }.Start();
        Console.WriteLine(((IPEndPoint)listener.LocalEndPoint!).Port);

        // The parent closes this pipe when it ends, however it ends.
        Console.In.ReadToEnd();
        return 0;
    }

    private static void Accept(Socket listener)
    {
        while (true)
        {
            var connection = new SinkConnection(listener.Accept());
            new Thread(connection.Serve, maxStackSize: 256 * 1024) { IsBackground = true }.Start();
        }
    }
}
