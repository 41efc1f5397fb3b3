using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EventPics.Emulator.Internal;

/// <summary>Kestrel by itself: without a host there is no configuration to read and nothing to wait for.</summary>
internal sealed class Server : IDisposable
{
    // A stalled reader is to be felt soon by the other side, not after a whole megabyte.
    private const int RequestBufferSize = 128 * 1024;

    private readonly KestrelServer _kestrel;

    public Server(int port, ConnectionGate gate)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MaxRequestBufferSize = RequestBufferSize;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Listen(IPAddress.Loopback, port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(gate.Guard);
        });

        // Kestrel's own log would show links as they came in.
        NullLoggerFactory quiet = NullLoggerFactory.Instance;
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), quiet);
        _kestrel = new KestrelServer(Options.Create(options), transport, quiet);
    }

    public Uri Address => new(_kestrel.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    public Task StartAsync(IHttpApplication<HttpContext> application, CancellationToken cancellationToken) =>
        _kestrel.StartAsync(application, cancellationToken);

    /// <summary>Ends at once: what is still under way is dropped.</summary>
    public Task StopAsync() => _kestrel.StopAsync(new CancellationToken(canceled: true));

    public void Dispose() => _kestrel.Dispose();
}
