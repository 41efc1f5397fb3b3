using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace EventPics.Emulator.Internal.Server;

/// <summary>Kestrel by itself: without a host there is no configuration to read and nothing to wait for.</summary>
internal sealed class KestrelHost : IDisposable
{
    // A stalled reader is to be felt soon by the other side, not after a whole megabyte.
    private const int RequestBufferSize = 128 * 1024;

    private readonly KestrelServer _kestrel;

    public KestrelHost(IPAddress address, int port, ConnectionTracker gate)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MaxRequestBufferSize = RequestBufferSize;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Listen(address, port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(gate.Guard);
        });

        // Kestrel's own log would show links as they came in.
        NullLoggerFactory quiet = NullLoggerFactory.Instance;
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), quiet);
        _kestrel = new KestrelServer(Options.Create(options), transport, quiet);
    }

    public Uri Address => Reachable(new Uri(_kestrel.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First()));

    public Task StartAsync(IHttpApplication<HttpContext> application, CancellationToken cancellationToken) =>
        _kestrel.StartAsync(application, cancellationToken);

    /// <summary>Ends at once: what is still under way is dropped.</summary>
    public Task StopAsync() => _kestrel.StopAsync(new CancellationToken(canceled: true));

    public void Dispose() => _kestrel.Dispose();

    /// <summary>"Every address" is none to connect to; on this computer the loopback address is one of them.</summary>
    private static Uri Reachable(Uri address) => IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any))
        ? new UriBuilder(address) { Host = (ip.Equals(IPAddress.Any) ? IPAddress.Loopback : IPAddress.IPv6Loopback).ToString() }.Uri
        : address;
}
