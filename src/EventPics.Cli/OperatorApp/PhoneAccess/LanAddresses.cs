using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace EventPics.Cli.OperatorApp.PhoneAccess;

/// <summary>The addresses under which other devices on the local network reach this computer.</summary>
internal static class LanAddresses
{
    /// <summary>The IPv4 addresses, those of an interface that leads somewhere first. Empty when there is no network.</summary>
    public static IReadOnlyList<IPAddress> Find()
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
                    .Where(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address))
                    .Distinct(),
            ];
        }
        catch (NetworkInformationException)
        {
            return []; // A sandbox forbids to ask the system.
        }
    }
}
