using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace EventPics.Internal.Failures;

/// <summary>Determines from an exception why a call got no response. .NET Framework throws other types than modern .NET.</summary>
internal static class TransportErrorReader
{
    /// <summary>Whether an exception reports a transport failure rather than a bug.</summary>
    public static bool IsTransportError(Exception exception) =>
        exception is HttpRequestException or IOException or SocketException or OperationCanceledException or WebException;

    /// <summary>
    /// Whether an exception reports that the HttpClient or its handler was disposed. A disposed stream of the caller's does not count.
    /// </summary>
    public static bool IsDisposedHttp(Exception exception) =>
        exception is ObjectDisposedException disposed && disposed.ObjectName.StartsWith("System.Net.Http.", StringComparison.Ordinal);

    public static TransportError Read(Exception exception)
    {
        if (!IsTransportError(exception))
        {
            return TransportError.HandlerException;
        }

        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case ForbiddenDestinationException forbidden:
                    return forbidden.Error;
                case AuthenticationException:
                case WebException { Status: WebExceptionStatus.TrustFailure }:
                    return TransportError.UntrustedCertificate;
#if NET
                case HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } tunnel when RequiresAuthentication(tunnel):
                    return TransportError.ProxyAuthentication;
                case HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded }:
                case HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded }:
#endif
                case WebException { Status: WebExceptionStatus.ServerProtocolViolation or WebExceptionStatus.MessageLengthLimitExceeded }:
                    return TransportError.InvalidResponse;
            }
        }

        return TransportError.Connection;
    }

#if NET
    // .NET 8 has the status in the message only.
    private static bool RequiresAuthentication(HttpRequestException tunnel) =>
        tunnel.StatusCode == HttpStatusCode.ProxyAuthenticationRequired ||
        (tunnel.StatusCode is null && tunnel.Message.Contains("'407'", StringComparison.Ordinal));
#endif

    /// <summary>
    /// Determines the cause of a cancellation that neither the client nor the caller requested: a connect timeout, or HttpClient.Timeout.
    /// </summary>
    public static TransportError ReadCancellation(HttpMessageInvoker http, Exception exception) =>
        http is not HttpClient client || client.Timeout == Timeout.InfiniteTimeSpan || IsConnectTimeout(exception)
            ? TransportError.Connection
            : TransportError.HttpClientTimeout;

    /// <summary>Whether a response came from another host than requested: the HttpClient passed to the client follows redirects.</summary>
    public static bool IsFromOtherHost(HttpResponseMessage response, Uri requested) =>
        response.RequestMessage?.RequestUri is { } final &&
        !ReferenceEquals(final, requested) &&
        (final.Scheme != requested.Scheme || !string.Equals(final.Authority, requested.Authority, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Whether an exception's text may quote the server, which may echo the API key or the upload URL: the runtime quotes a response that
    /// is not HTTP. For a proxy that rejects the connection, it includes the proxy's whole URL, with the password.
    /// </summary>
    public static bool QuotesServer(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
#if NET
            if (cause is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } ||
                cause is HttpRequestException or HttpIOException && Read(cause) == TransportError.InvalidResponse)
            {
                return true;
            }
#else
            // Modern .NET can run this build too, where HttpRequestError is not accessible; exceptions without an inner one contain such
            // texts.
            if (cause is HttpRequestException && cause.InnerException is null)
            {
                return true;
            }
#endif
        }

        return false;
    }

    /// <summary>Whether the connection was closed or reset under the request, as happens to a stale pooled connection.</summary>
    public static bool IsLostConnection(Exception exception) =>
        exception is not OperationCanceledException && Read(exception) == TransportError.Connection &&
        exception.GetBaseException() is IOException or SocketException;

    // The handler reports a connect timeout as a cancellation around a TimeoutException; HttpClient's own timeout nests two of them.
    private static bool IsConnectTimeout(Exception exception) => exception.InnerException is TimeoutException { InnerException: null };
}
