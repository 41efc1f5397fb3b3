using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace EventPics.Internal;

/// <summary>Reads from an exception how a call broke. .NET Framework tells it in other types than modern .NET.</summary>
internal static class BreakageReader
{
    /// <summary>Whether an exception tells that a call broke, not that the program is wrong.</summary>
    public static bool IsBreakage(Exception exception) =>
        exception is HttpRequestException or IOException or SocketException or OperationCanceledException or WebException;

    public static Breakage Read(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case UnsafeAddressException:
                    return Breakage.UnsafeAddress;
                case RedirectFollowedException:
                    return Breakage.RedirectFollowed;
                case AuthenticationException:
                case WebException { Status: WebExceptionStatus.TrustFailure }:
                    return Breakage.UntrustedCertificate;
#if NET
                case HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError, StatusCode: HttpStatusCode.ProxyAuthenticationRequired }:
                    return Breakage.ProxyWantsLogin;
                case HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded }:
                case HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded }:
#endif
                case WebException { Status: WebExceptionStatus.ServerProtocolViolation or WebExceptionStatus.MessageLengthLimitExceeded }:
                    return Breakage.NonsenseAnswer;
            }
        }

        return Breakage.Connection;
    }

    /// <summary>Reads why a call was cancelled that nobody here cancelled: a connection took too long, or the HttpClient's own timeout struck.</summary>
    public static Breakage OfCancellation(HttpClient http, Exception exception) =>
        http.Timeout == Timeout.InfiniteTimeSpan || IsConnectTimeout(exception) ? Breakage.Connection : Breakage.CutByHttpClient;

    /// <summary>Whether an answer came from another place than was asked: a handed-in HttpClient follows redirects.</summary>
    public static bool IsFromElsewhere(HttpResponseMessage response, Uri asked) =>
        response.RequestMessage?.RequestUri is { } answered &&
        !ReferenceEquals(answered, asked) &&
        (answered.Scheme != asked.Scheme || !string.Equals(answered.Authority, asked.Authority, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Whether an exception's text quotes what the other end sent, which may be an echo of the key or of the upload URL: the runtime does so
    /// for a response that is not HTTP. It also names a proxy that refuses by its whole address, the login included.
    /// </summary>
    public static bool QuotesTheServer(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
#if NET
            if (cause is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } ||
                cause is HttpRequestException or HttpIOException && Read(cause) == Breakage.NonsenseAnswer)
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
        exception is not OperationCanceledException && Read(exception) == Breakage.Connection &&
        exception.GetBaseException() is IOException or SocketException;

    // The handler's connect timeout is told as a cancellation around a TimeoutException that the HttpClient's own does not nest twice.
    private static bool IsConnectTimeout(Exception exception) => exception.InnerException is TimeoutException { InnerException: null };
}
