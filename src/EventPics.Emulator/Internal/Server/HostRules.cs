using System.Net;
using Microsoft.AspNetCore.Http;

namespace EventPics.Emulator.Internal.Server;

/// <summary>Which <c>Host</c> headers are answered: a website whose name leads to this computer by DNS rebinding must not read the photos.</summary>
internal static class HostRules
{
    private const string Localhost = "localhost";

    /// <remarks>A request without a name comes from no browser. Browsers resolve every subdomain of localhost to this computer themselves.</remarks>
    public static bool IsLocal(HostString host)
    {
        string name = host.Host.TrimEnd('.').Trim('[', ']');
        return name.Length == 0
            || name.Equals(Localhost, StringComparison.OrdinalIgnoreCase)
            || name.EndsWith("." + Localhost, StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(name, out IPAddress? address) && IPAddress.IsLoopback(address));
    }
}
