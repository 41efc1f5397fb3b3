using System.Net;
using System.Net.Sockets;
using EventPics.Internal.Failures;
using RichardSzalay.MockHttp;

namespace EventPics.Tests.Failures;

/// <summary>How an exception is mapped to a transport error.</summary>
public sealed class TransportErrorReaderTests
{
    // .NET's handler throws this one unwrapped when a connection is reset right after it was opened.
    [Theory]
    [InlineData(SocketError.NotConnected)]
    [InlineData(SocketError.ConnectionReset)]
    public async Task A_bare_socket_error_is_a_lost_connection(SocketError code)
    {
        using var mock = new MockHttpMessageHandler();
        mock.When("*").Throw(new SocketException((int)code));
        using var http = new HttpClient(mock);
        using var client = new EventPicsClient(http, new EventPicsClientOptions { ApiKey = "key", MaxRetries = 0 });
        var uploadUrl = new UploadUrl(new Uri(MockTransport.SignedStorageUrl), DateTimeOffset.MaxValue);

        foreach (var call in (Func<Task>[])[
            () => client.GetEventsAndAlbumsAsync(TestContext.Current.CancellationToken),
            () => client.PutAsync(
                uploadUrl, UploadContent.FromBytes(TestImages.Jpeg(1000)), cancellationToken: TestContext.Current.CancellationToken)])
        {
            var error = await Assert.ThrowsAsync<EventPicsException>(call);
            Assert.Equal((EventPicsError.Network, true), (error.Error, error.IsTransient));
        }
    }

    // .NET 8 has the status in the message only.
    [Theory]
    [InlineData(null, "failed with status code '407'.", nameof(TransportError.ProxyAuthentication))]
    [InlineData(HttpStatusCode.ProxyAuthenticationRequired, "", nameof(TransportError.ProxyAuthentication))]
    [InlineData(null, "failed with status code '502'.", nameof(TransportError.Connection))]
    [InlineData(HttpStatusCode.BadGateway, "failed.", nameof(TransportError.Connection))]
    public void A_proxy_that_requires_authentication_is_recognized(HttpStatusCode? status, string end, string expected)
    {
        var error = new HttpRequestException(
            HttpRequestError.ProxyTunnelError, $"The proxy tunnel request to proxy 'http://407.example:407/' {end}", statusCode: status);

        Assert.Equal(expected, TransportErrorReader.Read(error).ToString());
    }

    [Fact]
    public void A_bug_in_the_program_is_not_a_transport_error() =>
        Assert.False(TransportErrorReader.IsTransportError(new InvalidOperationException()));
}
