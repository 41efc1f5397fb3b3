using System.Net.Sockets;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;

namespace EventPics.Cli.Context;

/// <summary>What keeps a server from opening its port, as a sentence for the person who chose it.</summary>
internal static class PortError
{
    private const int FirstUnprivilegedPort = 1024;

    /// <summary>The exception for the person; <see langword="null"/> when the port is not what failed.</summary>
    public static CommandException? TryCreate(Exception exception, int port, Texts texts)
    {
        // Whether the server wraps the socket's exception depends on the address.
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse or SocketError.AccessDenied } socket)
            {
                var needsRights = socket.SocketErrorCode == SocketError.AccessDenied && port < FirstUnprivilegedPort && !OperatingSystem.IsWindows();
                return new CommandException(ExitCodes.Failed, needsRights ? texts.PortNeedsRights(port) : texts.PortInUse(port), exception.Message, exception);
            }
        }

        return null;
    }
}
