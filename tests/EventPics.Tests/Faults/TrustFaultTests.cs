using System.Net;
using EventPics.Internal.Http;

namespace EventPics.Tests.Faults;

/// <summary>Foreign certificates and logins of proxies.</summary>
public class TrustFaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("127.0.0.1", "a certificate of its own making")]
    [InlineData("login.portal.example", "a certificate for another name")]
    public async Task F005_An_untrusted_certificate_is_rejected_and_not_retried(string host, string what)
    {
        using var certificate = TestCertificates.SelfSigned(host, TimeSpan.FromDays(-1), TimeSpan.FromDays(1));

        var (error, server) = await CallAsync(certificate);

        Assert.True(error.Error == EventPicsError.UntrustedConnection, what);
        Assert.True(error.IsTransient);
        Assert.Equal((1, ""), (server.Connections, server.Requests));
    }

    [Theory]
    [InlineData(10, 20)]
    [InlineData(-20, -10)]
    public async Task F006_A_certificate_outside_its_validity_advises_to_check_the_clock(int fromDays, int untilDays)
    {
        using var certificate = TestCertificates.SelfSigned("127.0.0.1", TimeSpan.FromDays(fromDays), TimeSpan.FromDays(untilDays));

        var (error, _) = await CallAsync(certificate);

        Assert.Equal(EventPicsError.UntrustedConnection, error.Error);
        Assert.Contains("date and time", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task F005_An_untrusted_certificate_of_the_storage_is_rejected_before_a_byte_is_sent()
    {
        using var certificate = TestCertificates.SelfSigned("127.0.0.1", TimeSpan.FromDays(-1), TimeSpan.FromDays(1));
        await using var storage = new RawServer(certificate);
        await using var server = new RawServer();
        server.OnUploadUrl(async (connection, request) =>
        {
            await connection.ReadBodyAsync(request.ContentLength);
            await connection.RespondAsync(200, storage.NextUploadUrlResponse());
        });
        using var client = new EventPicsClient(TestOptions.For(server.BaseAddress));

        var error = await Assert.ThrowsAsync<EventPicsException>(
            () => client.UploadAsync(TestPhoto.Request(TestImages.Jpeg(10_000)), cancellationToken: Token));

        Assert.Equal((EventPicsError.UntrustedConnection, true), (error.Error, error.IsTransient));
        Assert.Equal((1, ""), (storage.Connections, storage.Requests));
    }

    [Fact]
    public async Task F021_Proxy_authentication_is_reported_without_a_retry()
    {
        await using var proxy = new RawServer();
        proxy.OnUploadUrl((connection, _) => connection.RespondAsync(407, headers: "Proxy-Authenticate: Basic realm=\"venue\"\r\n"), 6);
        var options = TestOptions.For(new Uri("https://api.eventpics.example/"));
        using var handler = Assert.IsType<SocketsHttpHandler>(HttpTransport.CreateHandler(options));
        handler.Proxy = new WebProxy(proxy.BaseAddress);
        using var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        using var client = new EventPicsClient(http, options, logger: null, ownsTransport: true);

        var error = await Assert.ThrowsAsync<EventPicsException>(() => client.GetEventsAndAlbumsAsync(Token));

        Assert.Equal(
            (EventPicsError.Network, true, HttpStatusCode.ProxyAuthenticationRequired), (error.Error, error.IsTransient, error.StatusCode));
        Assert.Contains("proxy requires authentication", error.Message, StringComparison.Ordinal);
        Assert.Single(proxy.Heads);
    }

    private static async Task<(EventPicsException Error, RawServer Server)> CallAsync(
        System.Security.Cryptography.X509Certificates.X509Certificate2 certificate)
    {
        await using var server = new RawServer(certificate);
        using var client = new EventPicsClient(TestOptions.For(server.BaseAddress));
        return (await Assert.ThrowsAsync<EventPicsException>(() => client.GetEventsAndAlbumsAsync(Token)), server);
    }
}
