using System.Diagnostics;
using System.Net;
#if NET
using System.Net.Sockets;
using EventPics.Internal.Failures;
using EventPics.Internal.PresignedUrls;
#endif

namespace EventPics.Internal.Http;

/// <summary>
/// The client's connections, configured so that the API key is sent to the service only and a dead connection is noticed.
/// </summary>
internal static class HttpTransport
{
    // A long-lived connection would never notice that the storage moved to another address.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

#if NET
    /// <summary>
    /// Creates connections of the client's own. Not an HttpClient: its timeout, default headers and response buffering are not needed and
    /// cost 4 % of a photo's CPU time.
    /// </summary>
    public static HttpMessageInvoker CreateInvoker(EventPicsClientOptions options) => new(CreateHandler(options));

    // For DNS, TCP and TLS together.
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Creates the primary handler of every client that is not passed an HttpClient.</summary>
    /// <param name="options">The client's options.</param>
    /// <param name="resolve">Resolves a host name; the system's resolver by default.</param>
    public static HttpMessageHandler CreateHandler(
        EventPicsClientOptions options, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        var handler = new SocketsHttpHandler
        {
            Proxy = ProxyFor(options),
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = ConnectionLifetime,
            MaxResponseHeadersLength = 32,
            ConnectCallback = (context, cancellationToken) =>
                ConnectAsync(context, resolve ?? Dns.GetHostAddressesAsync, options, cancellationToken),
        };
        Protect(handler);
        return handler;
    }

    /// <summary>Applies the settings on which the safety of key and photos depends.</summary>
    public static void Protect(HttpMessageHandler handler)
    {
        var own = (SocketsHttpHandler)handler;

        // A redirect would send the API key or the photo to a host that the caller did not choose.
        own.AllowAutoRedirect = false;
        own.UseCookies = false;
        own.AutomaticDecompression = DecompressionMethods.None;

        // Otherwise the runtime's own trace contains the signed query when its redaction is disabled.
        own.ActivityHeadersPropagator = null;
    }

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

            if (request.RequiresPublicAddress(host) && !addresses.All(UploadUrlPolicy.IsPublic))
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
    public static HttpMessageInvoker CreateInvoker(EventPicsClientOptions options) => new HttpClient(CreateHandler(options)) { Timeout = Timeout.InfiniteTimeSpan };

    public static HttpMessageHandler CreateHandler(EventPicsClientOptions options)
    {
        PrepareHost(options.BaseAddress);
        var handler = new HttpClientHandler { Proxy = ProxyFor(options) };
        Protect(handler);
        return handler;
    }

    public static void Protect(HttpMessageHandler handler)
    {
        var own = (HttpClientHandler)handler;
        own.AllowAutoRedirect = false;
        own.UseCookies = false;
        own.AutomaticDecompression = DecompressionMethods.None;
    }
#endif

    // Null: the system's.
    private static IWebProxy? ProxyFor(EventPicsClientOptions options) => options.Proxy ?? (options.BaseAddress.IsLoopback
#if NET
        ? new LoopbackBypass(static () => HttpClient.DefaultProxy)
#else
        ? new LoopbackBypass(static () => WebRequest.DefaultWebProxy)
#endif
        : null);

    /// <summary>Sends a request and returns as soon as the response's headers have arrived.</summary>
    public static Task<HttpResponseMessage> SendAsync(
        HttpMessageInvoker http, HttpRequestMessage request, CancellationToken cancellationToken) =>
        http is HttpClient client
            ? client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            : http.SendAsync(request, cancellationToken);

    /// <summary>.NET Framework keeps these settings per host for the whole process, so they are set only for the hosts in use.</summary>
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
