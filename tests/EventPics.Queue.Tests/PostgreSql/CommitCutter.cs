using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace EventPics.Queue.Tests.PostgreSql;

/// <summary>A proxy before the server that can close a connection after it has passed a statement on, before the response.</summary>
internal sealed class CommitCutter : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _port;
    private readonly Task _accepting;
    private volatile byte[]? _cutAt;

    public CommitCutter(string connectionString)
    {
        _listener.Start();
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        _port = settings.Port;
        settings.Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        Source = NpgsqlDataSource.Create(settings);
        _accepting = AcceptAsync();
    }

    public NpgsqlDataSource Source { get; }

    /// <summary>Loses the response to the next statement that contains the text.</summary>
    public void LoseNextResponse(string text = "UPDATE eventpics.upload") => _cutAt = Encoding.ASCII.GetBytes(text);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Source.DisposeAsync();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                connections.Add(PassAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task PassAsync(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            await server.ConnectAsync(IPAddress.Loopback, _port, _stop.Token);
            var (fromClient, fromServer) = (client.GetStream(), server.GetStream());
            var isCut = new TaskCompletionSource();
            var responses = CopyAsync(fromServer, fromClient, _ => isCut.Task.IsCompleted);
            await CopyAsync(fromClient, fromServer, sent =>
            {
                if (_cutAt is { } text && sent.AsSpan().IndexOf(text) >= 0)
                {
                    _cutAt = null;
                    isCut.SetResult();
                }

                return false;
            }, isCut.Task);
            client.Close();
            await responses;
        }
    }

    // Ends when either side closes. What is dropped was answered and is not passed on.
    private async Task CopyAsync(NetworkStream from, NetworkStream to, Func<byte[], bool> isDropped, Task? cut = null)
    {
        var buffer = new byte[65536];
        try
        {
            while (await from.ReadAsync(buffer, _stop.Token) is var count and > 0)
            {
                if (!isDropped(buffer[..count]))
                {
                    await to.WriteAsync(buffer.AsMemory(0, count), _stop.Token);
                }

                if (cut is { IsCompleted: true })
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Closed by the other side.
        }
    }
}
