using System.Net;
using EventPics.Internal.Http;
using EventPics.Internal.PresignedUrls;

namespace EventPics.Tests.Security;

/// <summary>Where the API key and the photos may be sent.</summary>
public class DestinationTests
{
    private static readonly EventPicsClientOptions Service = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://api.eventpics.net/", true)]
    [InlineData("HTTPS://API.EVENTPICS.NET/", true)]
    [InlineData("https://api.eventpics.net./", true)]
    [InlineData("https://api.eventpics.net:8443/v1/", true)]
    [InlineData("http://localhost:5000/", true)]
    [InlineData("http://127.0.0.1:5000/", true)]
    [InlineData("http://[::1]:5000/", true)]
    [InlineData("http://api.eventpics.net/", false)]
    [InlineData("HTTP://api.eventpics.net/", false)]
    [InlineData("http://localhost.example.com/", false)]
    [InlineData("http://127.0.0.1.example.com/", false)]
    [InlineData("http://10.0.0.1/", false)]
    [InlineData("http://0.0.0.0/", false)]
    [InlineData("ftp://api.eventpics.net/", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("ws://api.eventpics.net/", false)]
    [InlineData("//api.eventpics.net/", false)]
    [InlineData("api.eventpics.net", false)]
    [InlineData("https://user:pw@api.eventpics.net/", false)]
    [InlineData("https://user@api.eventpics.net/", false)]
    [InlineData("https://api.eventpics.net/?key=1", false)]
    [InlineData("https://api.eventpics.net/#x", false)]
    public void S04_The_service_is_reached_over_https_or_loopback(string address, bool isAllowed)
    {
        var options = new EventPicsClientOptions { ApiKey = "k", BaseAddress = new Uri(address, UriKind.RelativeOrAbsolute) };

        var error = Record.Exception(() => new EventPicsClient(options).Dispose());

        Assert.Equal(isAllowed, error is null);
        Assert.True(error is null or ArgumentException);
    }

    [Theory]
    [InlineData("https://bucket.s3.eu-central-1.amazonaws.com/a?X-Amz-Signature=s", true)]
    [InlineData("https://account.r2.cloudflarestorage.com/b/a?X-Amz-Signature=s", true)]
    [InlineData("https://storage.googleapis.com/b/a?X-Goog-Signature=s", true)]
    [InlineData("https://account.blob.core.windows.net/c/a?sv=1&sig=s", true)]
    [InlineData("HTTPS://STORAGE.GOOGLEAPIS.COM/b/a", true)]
    [InlineData("https://storage.googleapis.com./b/a", true)]
    [InlineData("https://bücher.example.com/a", true)]
    [InlineData("https://storage.example.com:443/a", true)]
    [InlineData("http://storage.example.com/a", false)]
    [InlineData("HTTP://storage.example.com/a", false)]
    [InlineData("ftp://storage.example.com/a", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("file://storage.example.com/a", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("data:text/plain,x", false)]
    [InlineData("gopher://storage.example.com/", false)]
    [InlineData("//storage.example.com/a", false)]
    [InlineData("/storage/a", false)]
    [InlineData("storage.example.com/a", false)]
    [InlineData("https:///a", false)]
    [InlineData("https://", false)]
    [InlineData("", false)]
    [InlineData(" ", false)]
    [InlineData("https://user:pw@storage.example.com/a", false)]
    [InlineData("https://user@storage.example.com/a", false)]
    [InlineData("https://storage.example.com@127.0.0.1/a", false)]
    [InlineData("https://storage.example.com\\@127.0.0.1/a", false)]
    [InlineData("https://storage.example.com:8443/a", false)]
    [InlineData("https://storage.example.com:22/a", false)]
    [InlineData("https://localhost/a", false)]
    [InlineData("https://LOCALHOST/a", false)]
    [InlineData("https://localhost./a", false)]
    [InlineData("https://x.localhost/a", false)]
    [InlineData("https://127.0.0.1/a", false)]
    [InlineData("https://127.0.0.1./a", false)]
    [InlineData("https://127.1/a", false)]
    [InlineData("https://2130706433/a", false)]
    [InlineData("https://0x7f000001/a", false)]
    [InlineData("https://0x7f.0.0.1/a", false)]
    [InlineData("https://0177.0.0.1/a", false)]
    [InlineData("https://017700000001/a", false)]
    [InlineData("https://①②⑦.⓪.⓪.①/a", false)]
    [InlineData("https://0.0.0.0/a", false)]
    [InlineData("https://10.0.0.1/a", false)]
    [InlineData("https://172.16.0.1/a", false)]
    [InlineData("https://192.168.178.1/a", false)]
    [InlineData("https://169.254.169.254/latest/meta-data", false)]
    [InlineData("https://2852039166/latest/meta-data", false)]
    [InlineData("https://8.8.8.8/a", false)]
    [InlineData("https://255.255.255.255/a", false)]
    [InlineData("https://[::1]/a", false)]
    [InlineData("https://[::]/a", false)]
    [InlineData("https://[::ffff:127.0.0.1]/a", false)]
    [InlineData("https://[fd00::1]/a", false)]
    [InlineData("https://[fe80::1%25eth0]/a", false)]
    [InlineData("https://[2001:4860:4860::8888]/a", false)]
    [InlineData("https://router/a", false)]
    [InlineData("https://metadata/a", false)]
    [InlineData("https://storage.example.com/a\r\nX-Evil: 1", false)]
    [InlineData("https://storage.example.com/a b", false)]
    [InlineData("https://storage.example.com/\u0000", false)]
    [InlineData("https://storage.example.com/\u0085", false)]
    public void S07_An_upload_URL_has_a_public_name_and_https(string uploadUrl, bool isAllowed) =>
        Assert.Equal(isAllowed, UploadUrlPolicy.Check(uploadUrl, Service, out _) is null);

    [Theory]
    [InlineData(8 * 1024, true)]
    [InlineData((8 * 1024) + 1, false)]
    [InlineData(1024 * 1024, false)]
    public void S07_An_upload_URL_has_at_most_8_KB(int length, bool isAllowed) =>
        Assert.Equal(isAllowed, UploadUrlPolicy.Check("https://storage.example.com/".PadRight(length, 'a'), Service, out _) is null);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("192.168.1.1", "93.184.216.34")]
    [InlineData("93.184.216.34", "192.168.1.1")]
    [InlineData("::1")]
    [InlineData("fd00::1")]
    [InlineData("fe80::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::a00:1")]
    public async Task S07_A_public_name_that_resolves_to_the_local_network_receives_nothing(params string[] addresses)
    {
        var options = new EventPicsClientOptions { ApiKey = "k", MaxRetries = 5, BaseDelay = TimeSpan.FromMilliseconds(1) };
        var resolved = new List<string>();
        using var http = new HttpClient(HttpTransport.CreateHandler(options, (host, _) =>
        {
            resolved.Add(host);
            return Task.FromResult(Array.ConvertAll(addresses, IPAddress.Parse));
        }));
        using var client = new EventPicsClient(http, options, logger: null, ownsTransport: true);
        var uploadUrl = new UploadUrl(new Uri("https://storage.example.com/a?X-Amz-Signature=s"), DateTimeOffset.UnixEpoch);

        var error = await Assert.ThrowsAsync<EventPicsException>(
            () => client.PutAsync(uploadUrl, UploadContent.FromBytes(TestImages.Jpeg(1000)), cancellationToken: Token));

        Assert.Equal((EventPicsError.UnexpectedResponse, false), (error.Error, error.IsTransient));
        Assert.Equal(["storage.example.com"], resolved);
    }

    [Fact]
    public async Task S07_A_public_service_may_not_direct_an_upload_to_loopback()
    {
        await using var server = new RawServer();
        using var client = new EventPicsClient(new EventPicsClientOptions { ApiKey = "k" });
        var uploadUrl = new UploadUrl(new Uri(server.BaseAddress, "storage/1"), DateTimeOffset.UnixEpoch);

        await Assert.ThrowsAsync<ArgumentException>(
            () => client.PutAsync(uploadUrl, UploadContent.FromBytes(TestImages.Jpeg(1000)), cancellationToken: Token));

        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public void S08_Certificate_validation_can_not_be_disabled()
    {
        using var handler = Assert.IsType<SocketsHttpHandler>(HttpTransport.CreateHandler(new EventPicsClientOptions()));

        Assert.Null(handler.SslOptions.RemoteCertificateValidationCallback);
        Assert.Equal(System.Security.Authentication.SslProtocols.None, handler.SslOptions.EnabledSslProtocols); // the system's own choice
        Assert.DoesNotContain(typeof(EventPicsClientOptions).GetProperties(), property =>
            property.Name.Contains("Certificate", StringComparison.OrdinalIgnoreCase)
                || property.Name.Contains("Trust", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task S08_An_invalid_certificate_is_rejected()
    {
        using var certificate = TestCertificates.SelfSigned("127.0.0.1", TimeSpan.FromDays(-1), TimeSpan.FromDays(1));
        await using var server = new RawServer(certificate);
        using var client = new EventPicsClient(TestOptions.For(server.BaseAddress));

        var error = await Assert.ThrowsAsync<EventPicsException>(() => client.GetEventsAndAlbumsAsync(Token));

        Assert.Equal(EventPicsError.UntrustedConnection, error.Error);
        Assert.Equal("", server.Requests);
    }
}
