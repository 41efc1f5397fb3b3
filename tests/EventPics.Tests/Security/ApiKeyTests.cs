using System.Net;
using EventPics.Internal.Http;

namespace EventPics.Tests.Security;

/// <summary>The API key is sent to the service only, and proxy credentials to the proxy only.</summary>
public class ApiKeyTests
{
    private const string Key = "CANARYKEY5f0c1e";

    private static readonly string[] Private = ["CANARYUSER", "CANARYPASSWORD"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S05_The_storage_receives_neither_API_key_nor_cookies()
    {
        await using var storage = new RawServer();
        await using var service = new RawServer();
        service.OnUploadUrl(async (connection, request) =>
        {
            await connection.ReadBodyAsync(request.ContentLength);
            await connection.RespondAsync(200, storage.NextUploadUrlResponse(), "Set-Cookie: session=1\r\n");
        });
        using var client = new EventPicsClient(TestOptions.For(service.BaseAddress, Key));

        await client.UploadAsync(TestPhoto.Request(TestImages.Jpeg(10_000)), cancellationToken: Token);

        var put = Assert.Single(storage.Heads).Text;
        Assert.DoesNotContain(Key, put, StringComparison.Ordinal);
        Assert.DoesNotContain("Cookie", put, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Authorization", put, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Key, Assert.Single(service.Heads).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task S06_No_call_follows_a_redirect(int status)
    {
        await using var elsewhere = new RawServer();
        await using var server = new RawServer();
        var location = $"Location: {elsewhere.BaseAddress}storage/1?X-Amz-Signature=s\r\n";
        using var client = new EventPicsClient(TestOptions.For(server.BaseAddress, Key));

        server.OnUploadUrl(RedirectTo(status, location), 6);
        var onList = await Assert.ThrowsAsync<EventPicsException>(() => client.GetEventsAndAlbumsAsync(Token));
        server.OnUploadUrl(RedirectTo(status, location), 6);
        var onLink =
            await Assert.ThrowsAsync<EventPicsException>(() => client.GetUploadUrlAsync(new UploadUrlRequest("abcd1234", "a.jpg"), Token));
        server.OnPut(RedirectTo(status, location), 2);
        var onPut = await Assert.ThrowsAsync<EventPicsException>(
            () => client.UploadAsync(TestPhoto.Request(TestImages.Jpeg(10_000)), cancellationToken: Token));

        Assert.Equal(0, elsewhere.Connections);
        Assert.Equal(
            [EventPicsError.CaptivePortal, EventPicsError.CaptivePortal, EventPicsError.UploadRejected],
            [onList.Error, onLink.Error, onPut.Error]);
        Assert.All([onList, onLink, onPut], error => Assert.Equal((status, true), ((int)error.StatusCode!, error.IsTransient)));
    }

    [Fact]
    public async Task S24_Proxy_credentials_are_never_shown()
    {
        if (!ChildProcess.IsOne)
        {
            await ChildProcess.RunAsync(typeof(ApiKeyTests), nameof(S24_Proxy_credentials_are_never_shown));
            return;
        }

        await using var proxy = new RawServer();
        proxy.OnUploadUrl((connection, _) => connection.RespondAsync(502, "CANARYUSER:CANARYPASSWORD"), 6);
        Environment.SetEnvironmentVariable("HTTPS_PROXY", $"http://CANARYUSER:CANARYPASSWORD@127.0.0.1:{proxy.Port}");
        using var capture = new TranscriptCapture(withEventSources: false); // the runtime's own events contain it
        var options = TestOptions.For(new Uri("https://api.eventpics.example/"), Key);
        using var client = new EventPicsClient(options, capture.CreateLogger());

        var error = await Assert.ThrowsAsync<EventPicsException>(() => client.GetEventsAndAlbumsAsync(Token));
        capture.Add(error);

        Assert.NotEmpty(proxy.Heads);
        Assert.All(proxy.Heads, head => Assert.StartsWith("CONNECT api.eventpics.example:443 ", head.Text, StringComparison.Ordinal));
        Assert.DoesNotContain(capture.Text, line => Private.Any(word => line.Contains(word, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task S24_Credentials_of_an_explicit_proxy_are_never_shown()
    {
        await using var proxy = new RawServer();
        proxy.OnUploadUrl((connection, _) => connection.RespondAsync(502), 6);
        var options = TestOptions.For(new Uri("https://api.eventpics.example/"), Key);
        using var handler = Assert.IsType<SocketsHttpHandler>(HttpTransport.CreateHandler(options));
        handler.Proxy = new WebProxy(proxy.BaseAddress) { Credentials = new NetworkCredential("CANARYUSER", "CANARYPASSWORD") };
        using var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        using var client = new EventPicsClient(http, options);

        var error = await Assert.ThrowsAsync<EventPicsException>(() => client.GetEventsAndAlbumsAsync(Token));

        Assert.DoesNotContain(Private, word => error.ToString().Contains(word, StringComparison.Ordinal));
    }

    private static Func<RawConnection, RawRequest, Task> RedirectTo(int status, string location) => async (connection, request) =>
    {
        await connection.ContinueAsync(request);
        await connection.ReadBodyAsync(request.ContentLength);
        await connection.RespondAsync(status, headers: location);
    };
}
