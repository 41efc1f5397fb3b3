using static EventPics.Tests.RawSockets.RawScripts;

namespace EventPics.Tests.Security;

/// <summary>
/// A middlebox that echoes the request where the runtime quotes the response: neither key nor upload URL appears in an exception.
/// </summary>
public sealed class EchoedSecretTests
{
    private const string Key = "key-canary-0123456789";
    private const string Signature = "5ec2e7516e6174757265";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Echoes =>
    [
        "{0}\r\n\r\n", // instead of a status line
        "HTTP/1.1 {0} OK\r\n\r\n",
        "HTTP/{0} 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\n{0}\r\n\r\n", // a header without a colon
        "HTTP/1.1 200 OK\r\nX (Y) {0}: z\r\n\r\n", // a header with an invalid name
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{0}\r\n", // a chunk's length
        "HTTP/1.1 200 OK\r\nContent-Length: {0}\r\n\r\n",
    ];

    [Theory]
    [MemberData(nameof(Echoes))]
    public async Task A_response_that_is_not_HTTP_and_echoes_the_key_is_redacted(string echo)
    {
        await using var server = new RawServer();
        server.OnUploadUrl(RespondAndClose(echo.Replace("{0}", Key, StringComparison.Ordinal)), times: 10);
        using var client = new EventPicsClient(TestOptions.For(server.BaseAddress, Key));

        AssertClean(
            await Record.ExceptionAsync(() => client.UploadAsync(TestPhoto.Request(TestImages.Jpeg(1000)), cancellationToken: Token)));
        AssertClean(await Record.ExceptionAsync(() => client.GetEventsAndAlbumsAsync(Token)));
    }

    // After complete headers the storage has confirmed the photo, so there is no exception at all.
    public static TheoryData<string> EchoesInHeads => [.. Echoes.Select(row => row.Data).Take(5)];

    [Theory]
    [MemberData(nameof(EchoesInHeads))]
    public async Task A_response_that_is_not_HTTP_and_echoes_the_signature_is_redacted(string echo)
    {
        await using var server = new RawServer { UploadUrlQuery = "X-Amz-Expires=300&X-Amz-Signature=" + Signature };
        server.OnPut(
            RespondAndClose(echo.Replace("{0}", $"PUT /storage/1?X-Amz-Signature={Signature}", StringComparison.Ordinal)), times: 10);
        using var client = new EventPicsClient(TestOptions.For(server.BaseAddress, Key));

        AssertClean(
            await Record.ExceptionAsync(() => client.UploadAsync(TestPhoto.Request(TestImages.Jpeg(1000)), cancellationToken: Token)));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task An_exception_of_a_custom_handler_that_contains_the_URL_is_redacted(bool inData, bool inner)
    {
        using var http = new HttpClient(new Naming(inData, inner)) { Timeout = Timeout.InfiniteTimeSpan };
        var options = new EventPicsClientOptions { ApiKey = Key, MaxRetries = 0 };
        using var client = new EventPicsClient(http, options);
        var url = new UploadUrl(
            new Uri($"https://bucket.storage.example/photos/IMG_0001.jpg?X-Amz-Signature={Signature}"), DateTimeOffset.MaxValue);

        AssertClean(await Record.ExceptionAsync(() => client.GetUploadUrlAsync(new("abcd1234", "a.jpg"), Token)));
        AssertClean(await Record.ExceptionAsync(
            () => client.PutAsync(url, UploadContent.FromBytes(TestImages.Jpeg(1000)), cancellationToken: Token)));
    }

    [Fact]
    public async Task An_inner_exception_without_secrets_is_kept()
    {
        using var client =
            new EventPicsClient(new EventPicsClientOptions { ApiKey = Key, BaseAddress = new("http://127.0.0.1:1/"), MaxRetries = 0 });

        var error = await Assert.ThrowsAsync<EventPicsException>(() => client.GetEventsAndAlbumsAsync(Token));

        Assert.IsType<HttpRequestException>(error.InnerException);
    }

    private static void AssertClean(Exception? exception)
    {
        var error = Assert.IsType<EventPicsException>(exception);
        using var capture = new TranscriptCapture(withEventSources: false);
        capture.Add(error);
        Assert.DoesNotContain(capture.Text, line => line.Contains("canary", StringComparison.OrdinalIgnoreCase) ||
            line.Contains(Signature, StringComparison.OrdinalIgnoreCase) || line.Contains("IMG_0001", StringComparison.Ordinal));
    }

    private sealed class Naming(bool inData, bool inner) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var text = $"{request.RequestUri} {(request.Method == HttpMethod.Post ? await request.Content!.ReadAsStringAsync(cancellationToken) : "")}";
            var error = new IOException(inData ? "no" : text);
            error.Data["request"] = inData ? text : "no";
            throw inner ? new HttpRequestException("no", error) : error;
        }
    }
}
