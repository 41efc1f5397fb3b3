using System.Net;
using EventPics.Cli.OperatorApp.PhoneAccess;

namespace EventPics.Cli.Tests.OperatorApp.PhoneAccess;

public class LanAddressesTests
{
    [Theory]
    [InlineData("10.255.255.255", true)]
    [InlineData("172.15.255.255", false)]
    [InlineData("172.16.0.1", true)]
    [InlineData("172.31.255.255", true)]
    [InlineData("172.32.0.1", false)]
    [InlineData("192.168.178.20", true)]
    [InlineData("::ffff:192.168.178.20", true)]
    [InlineData("192.169.0.1", false)]
    [InlineData("169.254.3.4", true)]
    [InlineData("100.64.0.1", false)]
    [InlineData("203.0.113.9", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("2001:db8::1", false)]
    public void Only_private_addresses_belong_to_the_local_network(string address, bool expected) =>
        Assert.Equal(expected, LanAddresses.Private.Contains(IPAddress.Parse(address)));

    [Fact]
    public void Only_addresses_of_the_given_networks_are_found() =>
        Assert.All(LanAddresses.Private.Find(), address => Assert.True(LanAddresses.Private.Contains(address)));
}
