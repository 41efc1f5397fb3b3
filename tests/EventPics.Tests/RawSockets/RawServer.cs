using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace EventPics.Tests.RawSockets;

/// <summary>
/// A service and its storage on raw sockets, for behavior that a web server can't show. Each request of a kind runs the next script
/// of that kind; without one it is served correctly.
/// </summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly Socket _listener;
    private readonly X509Certificate2? _certificate;
    private readonly ConcurrentBag<Task> _running = [];
    private readonly ConcurrentQueue<Func<RawConnection, RawRequest, Task>> _onUploadUrl = new();
    private readonly ConcurrentQueue<Func<RawConnection, RawRequest, Task>> _onPut = new();
    private readonly ConcurrentQueue<RawRequest> _requests = new();
    private int _connections;
    private int _uploadUrls;
    private volatile bool _isHanging;

    public RawServer(X509Certificate2? certificate = null, int? receiveBuffer = null)
    {
        _certificate = certificate;
        _listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        if (receiveBuffer is { } size)
        {
            _listener.ReceiveBufferSize = size;
        }

        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(64);
        _running.Add(AcceptAsync());
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public Uri BaseAddress => new($"{(_certificate is null ? "http" : "https")}://127.0.0.1:{Port}/");

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Whether the client has to wait, until it opens another connection or sends another request.</summary>
    public bool IsHanging => _isHanging;

    /// <summary>The requests in order of arrival, as "url, put 1, put 1".</summary>
    public string Requests => string.Join(", ", _requests.Select(request =>
        request.Method == "PUT" ? $"put {request.UrlNumber}" : "url"));

    public IReadOnlyList<RawRequest> Heads => [.. _requests];

    /// <summary>The stored photos, by number of the upload URL.</summary>
    public ConcurrentDictionary<int, byte[]> Photos { get; } = new();

    /// <summary>What happens on a new connection before anything is read; null for nothing.</summary>
    public Func<RawConnection, int, Task>? OnConnect { get; set; }

    /// <summary>Rewrites the query of the upload URLs.</summary>
    public string UploadUrlQuery { get; set; } = "X-Amz-Expires=300&X-Amz-SignedHeaders=host&X-Amz-Signature=raw";

    public RawServer OnUploadUrl(Func<RawConnection, RawRequest, Task> script, int times = 1) => Add(_onUploadUrl, script, times);

    public RawServer OnPut(Func<RawConnection, RawRequest, Task> script, int times = 1) => Add(_onPut, script, times);

    /// <summary>Serves a PUT correctly.</summary>
    public async Task StoreAsync(RawConnection connection, RawRequest request)
    {
        await connection.ContinueAsync(request);
        Photos[request.UrlNumber] = await connection.ReadBodyAsync(request.ContentLength);
        await connection.RespondAsync(200, headers: "ETag: \"raw\"\r\n");
    }

    public async Task IssueUploadUrlAsync(RawConnection connection, RawRequest request)
    {
        await connection.ReadBodyAsync(request.ContentLength);
        await connection.RespondAsync(200, NextUploadUrlResponse(), "Content-Type: application/json\r\n");
    }

    public string NextUploadUrlResponse() =>
        $$"""{"uploadUrl":"{{BaseAddress}}storage/{{Interlocked.Increment(ref _uploadUrls)}}?{{UploadUrlQuery}}"}""";

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        await Task.WhenAll(_running);
        _stopping.Dispose();
    }

    private RawConnection Connection(Socket socket, Stream stream) => new(socket, stream, () => _isHanging = true, _stopping.Token);

    private RawServer Add(
        ConcurrentQueue<Func<RawConnection, RawRequest, Task>> queue, Func<RawConnection, RawRequest, Task> script, int times)
    {
        for (var i = 0; i < times; i++)
        {
            queue.Enqueue(script);
        }

        return this;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync(_stopping.Token);
                _running.Add(ServeAsync(socket, Interlocked.Increment(ref _connections)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The server stops.
        }
    }

    private async Task ServeAsync(Socket socket, int number)
    {
        await Task.Yield();
        using var connection = socket;
        socket.NoDelay = true;
        _isHanging = false;
        try
        {
            if (OnConnect is { } script)
            {
                var raw = Connection(socket, new NetworkStream(socket));
                await script(raw, number);
                if (!raw.IsOpen)
                {
                    return;
                }
            }

            await ServeAsync(socket, await OpenAsync(socket));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException
            or System.Security.Authentication.AuthenticationException)
        {
            // The client disconnected, rejected the certificate, or the server stops: all expected here.
        }
    }

    private async Task<Stream> OpenAsync(Socket socket)
    {
        var plain = new NetworkStream(socket);
        if (_certificate is null)
        {
            return plain;
        }

        var secure = new SslStream(plain);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stopping.Token);
        return secure;
    }

    private async Task ServeAsync(Socket socket, Stream stream)
    {
        var connection = Connection(socket, stream);
        while (connection.IsOpen && await connection.ReadHeadAsync() is { } request)
        {
            _isHanging = false;
            _requests.Enqueue(request);
            var isPut = request.Method == "PUT";
            var script = (isPut ? _onPut : _onUploadUrl).TryDequeue(out var next) ? next : isPut ? StoreAsync : IssueUploadUrlAsync;
            await script(connection, request);
        }
    }
}
