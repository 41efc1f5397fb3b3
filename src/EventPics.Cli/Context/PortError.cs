using System.Net.Sockets;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;

namespace EventPics.Cli.Context;

/// <summary>Explains to the user why a server can't open its port.</summary>
internal static class PortError
{
    private const int FirstUnprivilegedPort = 1024;

    /// <summary>The exception for the user; <see langword="null"/> if the failure has another cause.</summary>
    public static CommandException? TryCreate(Exception exception, int port, Texts texts)
    {
        // Kestrel wraps the socket's exception for some addresses only.
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse or SocketError.AccessDenied } socket)
            {
                var needsRights = socket.SocketErrorCode == SocketError.AccessDenied && port < FirstUnprivilegedPort
                    && !OperatingSystem.IsWindows();
                return new CommandException(
                    ExitCodes.Failed, needsRights ? texts.PortNeedsRights(port) : texts.PortInUse(port), exception.Message, exception);
            }
        }

        return null;
    }
}
