using System.Net;
using System.Security.Authentication;

namespace EventPics.Internal;

/// <summary>Reads from an exception how a call broke. .NET Framework tells it in other types than modern .NET.</summary>
internal static class BreakageReader
{
    public static Breakage Read(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case UnsafeAddressException:
                    return Breakage.UnsafeAddress;
                case AuthenticationException:
                case WebException { Status: WebExceptionStatus.TrustFailure }:
                    return Breakage.UntrustedCertificate;
#if NET
                case HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded }:
#endif
                case WebException { Status: WebExceptionStatus.ServerProtocolViolation or WebExceptionStatus.MessageLengthLimitExceeded }:
                    return Breakage.NonsenseAnswer;
            }
        }

        return Breakage.Connection;
    }

    /// <summary>Whether the connection was closed or reset under the request, as a stale one from the pool is.</summary>
    public static bool IsLostConnection(Exception exception) =>
        Read(exception) == Breakage.Connection && exception.GetBaseException() is IOException or System.Net.Sockets.SocketException;
}
