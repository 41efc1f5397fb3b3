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

/// <summary>Runs Kestrel without a generic host, so that no configuration is read and the start is fast.</summary>
internal sealed class KestrelHost : IDisposable
{
    // The client should notice a stalled reader soon, not after a megabyte.
    private const int RequestBufferSize = 128 * 1024;

    private readonly KestrelServer _kestrel;

    public KestrelHost(IPAddress address, int port, ConnectionTracker connections)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MaxRequestBufferSize = RequestBufferSize;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Listen(address, port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(connections.Guard);
        });

        // Kestrel's own log would contain upload URLs.
        var noLogging = NullLoggerFactory.Instance;
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), noLogging);
        _kestrel = new KestrelServer(Options.Create(options), transport, noLogging);
    }

    public Uri Address => ToConnectable(new Uri(_kestrel.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First()));

    public Task StartAsync(IHttpApplication<HttpContext> application, CancellationToken cancellationToken) =>
        _kestrel.StartAsync(application, cancellationToken);

    /// <summary>Stops immediately: requests in progress are dropped.</summary>
    public Task StopAsync() => _kestrel.StopAsync(new CancellationToken(canceled: true));

    public void Dispose() => _kestrel.Dispose();

    // A client can't connect to 0.0.0.0 or [::]; on this computer it can use the loopback address.
    private static Uri ToConnectable(Uri address) => IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip)
        && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any))
        ? new UriBuilder(address) { Host = (ip.Equals(IPAddress.Any) ? IPAddress.Loopback : IPAddress.IPv6Loopback).ToString() }.Uri
        : address;
}
