using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace EventPics.Internal.Failures;

/// <summary>Determines from an exception what failed in transport. .NET Framework throws other types than modern .NET.</summary>
internal static class TransportErrorReader
{
    /// <summary>Whether an exception reports a failure in transport, not a mistake of the program.</summary>
    public static bool IsTransportError(Exception exception) =>
        exception is HttpRequestException or IOException or SocketException or OperationCanceledException or WebException;

    public static TransportError Read(Exception exception)
    {
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
                case HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError, StatusCode: HttpStatusCode.ProxyAuthenticationRequired }:
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

    /// <summary>Determines the cause of a cancellation that neither the client nor the caller requested: a connect timeout, or HttpClient.Timeout.</summary>
    public static TransportError OfCancellation(HttpClient http, Exception exception) =>
        http.Timeout == Timeout.InfiniteTimeSpan || IsConnectTimeout(exception) ? TransportError.Connection : TransportError.HttpClientTimeout;

    /// <summary>Whether a response came from another host than requested: the HttpClient passed in follows redirects.</summary>
    public static bool IsFromElsewhere(HttpResponseMessage response, Uri asked) =>
        response.RequestMessage?.RequestUri is { } answered &&
        !ReferenceEquals(answered, asked) &&
        (answered.Scheme != asked.Scheme || !string.Equals(answered.Authority, asked.Authority, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Whether an exception's text quotes what the server sent, which may be an echo of the key or of the upload URL: the runtime does so
    /// for a response that is not HTTP. It also names a proxy that refuses by its whole address, the login included.
    /// </summary>
    public static bool QuotesTheServer(Exception exception)
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
            // Modern .NET runs this build too, and does not say here what its exceptions are about; those without a cause hold such texts.
            if (cause is HttpRequestException && cause.InnerException is null)
            {
                return true;
            }
#endif
        }

        return false;
    }

    /// <summary>Whether the connection was closed or reset under the request, as a stale one from the pool is.</summary>
    public static bool IsLostConnection(Exception exception) =>
        exception is not OperationCanceledException && Read(exception) == TransportError.Connection &&
        exception.GetBaseException() is IOException or SocketException;

    // The handler reports a connect timeout as a cancellation around a TimeoutException; HttpClient's own timeout nests two of them.
    private static bool IsConnectTimeout(Exception exception) => exception.InnerException is TimeoutException { InnerException: null };
}
