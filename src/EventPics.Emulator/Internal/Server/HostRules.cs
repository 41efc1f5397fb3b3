using System.Net;
using Microsoft.AspNetCore.Http;

namespace EventPics.Emulator.Internal.Server;

/// <summary>
/// Decides which <c>Host</c> headers are accepted: a website whose name leads to this computer by DNS rebinding must not read the photos.
/// </summary>
internal static class HostRules
{
    private const string Localhost = "localhost";

    /// <remarks>
    /// A request without a name does not come from a browser. Browsers resolve every subdomain of localhost to this computer themselves.
    /// </remarks>
    public static bool IsLocal(HostString host)
    {
        var name = host.Host.TrimEnd('.').Trim('[', ']');
        return name.Length == 0
            || name.Equals(Localhost, StringComparison.OrdinalIgnoreCase)
            || name.EndsWith("." + Localhost, StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address));
    }
}
