using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace EventPics.Cli.OperatorApp.PhoneAccess;

/// <summary>
/// The addresses under which other devices on the local network reach this computer, and those of these devices. Only private ones: the
/// PIN and the photos travel unencrypted, and must not be offered to the internet.
/// </summary>
internal sealed class LanAddresses(params IPNetwork[] networks)
{
    // RFC 1918, and what devices without a router give themselves. Not 100.64.0.0/10, in which a provider's other customers are.
    public static readonly LanAddresses Private = new(
        IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("169.254.0.0/16"));

    /// <summary>Whether an address belongs to the local network.</summary>
    public bool Contains(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Array.Exists(networks, network => network.Contains(plain));
    }

    /// <summary>The IPv4 addresses, those of an interface that leads somewhere first. Empty when there is no network.</summary>
    public IReadOnlyList<IPAddress> Find()
    {
        try
        {
            return
            [
                .. NetworkInterface.GetAllNetworkInterfaces()
                    .Where(card => card.OperationalStatus == OperationalStatus.Up)
                    .Where(card => card.NetworkInterfaceType != NetworkInterfaceType.Loopback)
                    .Select(card => card.GetIPProperties())
                    .OrderBy(properties => properties.GatewayAddresses.Count == 0)
                    .SelectMany(properties => properties.UnicastAddresses)
                    .Select(unicast => unicast.Address)
                    .Where(address => address.AddressFamily == AddressFamily.InterNetwork && Contains(address))
                    .Distinct(),
            ];
        }
        catch (NetworkInformationException)
        {
            return []; // A sandbox forbids to ask the system.
        }
    }
}
