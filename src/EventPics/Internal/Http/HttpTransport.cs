using System.Diagnostics;
using System.Net;
using EventPics.Internal.Failures;
using EventPics.Internal.PresignedUrls;
#if NET
using System.Net.Sockets;
#endif

namespace EventPics.Internal.Http;

/// <summary>The connections below the client, set up so that keys stay where they belong and a dead line is noticed.</summary>
internal static class HttpTransport
{
    // A long-lived connection would never see that the storage moved to another address.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

#if NET
    /// <summary>A client over connections of its own.</summary>
    public static HttpClient CreateClient(EventPicsClientOptions options) => new OwnHttpClient(CreateHandler(options)) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Sends a request and waits for the head of its answer.</summary>
    public static Task<HttpResponseMessage> SendAsync(HttpClient http, HttpRequestMessage request, CancellationToken cancellationToken) =>
        http is OwnHttpClient
            ? http.SendAsync(request, cancellationToken)
            : http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    /// <summary>How long DNS, TCP and TLS may take together.</summary>
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);

    /// <summary>The handler below every client that is not handed an HttpClient.</summary>
    /// <param name="options">The client's options.</param>
    /// <param name="resolve">Finds a host's addresses; the system's name service by default.</param>
    public static HttpMessageHandler CreateHandler(
        EventPicsClientOptions options, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null) => new SocketsHttpHandler
    {
        // A redirect would carry the key or the picture to a host nobody chose.
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        // Otherwise the runtime's own trace shows the signed query when its redaction is switched off.
        ActivityHeadersPropagator = null,
        ConnectTimeout = ConnectTimeout,
        PooledConnectionLifetime = ConnectionLifetime,
        MaxResponseHeadersLength = 32,
        ConnectCallback = (context, cancellationToken) => ConnectAsync(context, resolve ?? Dns.GetHostAddressesAsync, options, cancellationToken),
    };

    private static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context,
        Func<string, CancellationToken, Task<IPAddress[]>> resolve,
        EventPicsClientOptions options,
        CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = IPAddress.TryParse(host, out var literal)
            ? [literal]
            : await resolve(host, cancellationToken).ConfigureAwait(false);
        if (context.InitialRequestMessage is TransportRequest request)
        {
            request.IsNewConnection = true;

            // A proxy may well stand in the local network; the link's own host may not.
            if (request.PublicOnly && host == request.RequestUri!.IdnHost && !addresses.All(UploadUrlPolicy.IsPublic))
            {
                throw new ForbiddenDestinationException(TransportError.UnsafeAddress);
            }
        }

        var socket = await HappyEyeballs
            .ConnectAsync(addresses, context.DnsEndPoint.Port, CreateSocket, options.TimeProvider, cancellationToken)
            .ConfigureAwait(false);
        return new AcknowledgedSocketStream(socket);
    }

    private static Socket CreateSocket(AddressFamily family) => new(family, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
#else
    public static HttpClient CreateClient(EventPicsClientOptions options) => new(CreateHandler(options)) { Timeout = Timeout.InfiniteTimeSpan };

    public static Task<HttpResponseMessage> SendAsync(HttpClient http, HttpRequestMessage request, CancellationToken cancellationToken) =>
        http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    public static HttpMessageHandler CreateHandler(EventPicsClientOptions options)
    {
        PrepareHost(options.BaseAddress);
        return new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None };
    }
#endif

    /// <summary>.NET Framework keeps these settings per host, for the whole process: only the hosts talked to are touched.</summary>
    [Conditional("NETSTANDARD")]
    public static void PrepareHost(Uri url)
    {
#if !NET
        var host = ServicePointManager.FindServicePoint(url);
        host.ConnectionLimit = Math.Max(host.ConnectionLimit, 16);
        host.ConnectionLeaseTimeout = (int)ConnectionLifetime.TotalMilliseconds;
        host.UseNagleAlgorithm = false;
#endif
    }
}
