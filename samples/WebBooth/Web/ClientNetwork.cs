using System.Net;
using System.Net.Sockets;

namespace WebBooth.Web;

/// <summary>
/// The address by which clients are limited. Behind a reverse proxy, use forwarded headers from that proxy alone; otherwise all guests share
/// one address.
/// </summary>
internal static class ClientNetwork
{
    public static string Of(HttpContext context) => Of(context.Connection.RemoteIpAddress);

    // A device has a whole /64 of IPv6 addresses.
    private static string Of(IPAddress? address) => address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false }
        ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
        : $"{address?.MapToIPv4()}";
}
