using System.Net;
using EventPics.Cli.OperatorApp.Pages;
using Microsoft.AspNetCore.Http;

namespace EventPics.Cli.OperatorApp.PhoneAccess;

/// <summary>
/// Lets requests in only under this computer's own names: a website whose name leads here by DNS rebinding has another one.
/// </summary>
internal sealed class HostGuard(PhoneAccessControl control, LanAddresses lan)
{
    private static readonly string ComputerName = Dns.GetHostName();

    public Task RunAsync(HttpContext context, RequestDelegate next)
    {
        SecurityHeaders.Set(context.Response);
        return LocalRequest.IsLocal(context) || IsFromLan(context)
            ? next(context)
            : context.RejectAsync(StatusCodes.Status403Forbidden, "foreignHost");
    }

    // A program on this computer that passes requests on would come from loopback, and make the internet look like the LAN.
    private bool IsFromLan(HttpContext context) =>
        control.Settings.IsOn
        && context.Connection is { RemoteIpAddress: { } remote, LocalIpAddress: { } local }
        && lan.Contains(remote)
        && IsOwnName(context.Request.Host.Host.TrimEnd('.'), local);

    private static bool IsOwnName(string name, IPAddress local) =>
        (IPAddress.TryParse(name, out var address) && address.MapToIPv6().Equals(local.MapToIPv6()))
        || name.Equals(ComputerName, StringComparison.OrdinalIgnoreCase)
        || name.Equals(ComputerName + ".local", StringComparison.OrdinalIgnoreCase);
}
