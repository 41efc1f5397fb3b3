using System.Net;
using EventPics.Internal.PresignedUrls;

namespace EventPics.Tests.PresignedUrls;

/// <summary>Which IP addresses an upload URL's host may have.</summary>
public sealed class UploadUrlPolicyTests
{
    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("172.15.0.1", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("100.63.255.255", true)]
    [InlineData("100.128.0.1", true)]
    [InlineData("192.169.0.1", true)]
    [InlineData("169.253.0.1", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("64:ff9b::8.8.8.8", true)] // an IPv6-only network
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.255.255.254", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:192.168.0.1", false)]
    [InlineData("64:ff9b::127.0.0.1", false)]
    [InlineData("64:ff9b::169.254.169.254", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    public void Only_public_IP_addresses_are_accepted(string address, bool isPublic) =>
        Assert.Equal(isPublic, UploadUrlPolicy.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("http://emulator:5080/", "http://emulator:5080/storage/1", true)]
    [InlineData("http://emulator:5080/", "HTTP://EMULATOR:5080/storage/1", true)]
    [InlineData("http://192.168.1.5/api/", "http://192.168.1.5:80/storage/1", true)]
    [InlineData("https://10.0.0.5:8443/", "https://10.0.0.5:8443/storage/1", true)]
    [InlineData("http://emulator:5080/", "http://emulator:5081/storage/1", false)]
    [InlineData("http://emulator:5080/", "https://emulator:5080/storage/1", false)]
    [InlineData("http://emulator:5080/", "http://storage:5080/storage/1", false)]
    [InlineData("http://emulator:5080/", "http://emulator.example:5080/storage/1", false)]
    [InlineData("http://emulator:5080/", "http://user@emulator:5080/storage/1", false)]
    [InlineData("http://emulator:5080/", "http://127.0.0.1:5080/storage/1", false)]
    [InlineData("http://emulator:5080/", "http://10.0.0.5:5080/storage/1", false)]
    [InlineData("https://api.eventpics.net/", "http://api.eventpics.net/storage/1", false)]
    public void With_AllowInsecureHttp_only_the_services_own_scheme_host_and_port_may_be_http_or_private(
        string baseAddress, string uploadUrl, bool isAllowed)
    {
        var options = new EventPicsClientOptions { BaseAddress = new(baseAddress), AllowInsecureHttp = true };

        Assert.Equal(isAllowed, UploadUrlPolicy.Check(uploadUrl, options, out var url) is null);
        Assert.True(isAllowed || url!.UserInfo.Length > 0 || UploadUrlPolicy.RequiresPublicAddress(url, options));
        Assert.False(isAllowed && UploadUrlPolicy.RequiresPublicAddress(url!, options));
        options.AllowInsecureHttp = false;
        Assert.NotNull(UploadUrlPolicy.Check(uploadUrl, options, out _));
        Assert.True(UploadUrlPolicy.RequiresPublicAddress(url!, options));
    }
}
