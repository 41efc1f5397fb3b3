using System.Net.Sockets;

namespace EventPics.Cli.Internal;

/// <summary>What keeps a server from opening its port, as a sentence for the person who chose it.</summary>
internal static class PortFailure
{
    private const int FirstFree = 1024;

    /// <summary>The exception for the person; <see langword="null"/> when the port is not what failed.</summary>
    public static ToolException? Of(Exception exception, int port, Texts texts)
    {
        // Whether the server wraps the socket's exception depends on the address.
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse or SocketError.AccessDenied } socket)
            {
                var needsRights = socket.SocketErrorCode == SocketError.AccessDenied && port < FirstFree && !OperatingSystem.IsWindows();
                return new ToolException(ExitCodes.Refused, needsRights ? texts.PortNeedsRights(port) : texts.PortTaken(port), exception.Message, exception);
            }
        }

        return null;
    }
}
