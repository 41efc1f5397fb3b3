using Microsoft.Extensions.Logging;
using static EventPics.Tests.RawSockets.RawScripts;

namespace EventPics.Tests.Upload;

/// <summary>Which 2xx response of a storage confirms that the photo is stored.</summary>
public sealed class StorageConfirmationTests
{
    private const string AmazonQuery = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=300&X-Amz-SignedHeaders=host&X-Amz-Signature=raw";
    private const string GoogleQuery =
        "X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Expires=300&X-Goog-SignedHeaders=host&X-Goog-Signature=raw";

    private readonly FastForwardTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("<!DOCTYPE html><html><body>Blocked by your network</body></html>", "")]
    [InlineData("\n<!-- blocked -->\n<HTML><body>no</body></HTML>", "")]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\"><html/>", "application/octet-stream")]
    [InlineData("<script>location='http://login.example'</script>", "text/plain")]
    [InlineData("<\0h\0t\0m\0l\0>\0", "")] // UTF-16
    [InlineData("anything", "text/html")]
    public async Task A_web_page_confirms_nothing_with_or_without_a_content_type_or_an_ETag(string page, string contentType)
    {
        await using var server = new RawServer();
        server.OnPut(Respond(200, page, Headers(contentType) + "ETag: \"page\"\r\n"), times: 6);

        var error = await Assert.ThrowsAsync<EventPicsException>(() => UploadAsync(server));

        Assert.Equal((EventPicsError.CaptivePortal, EventPicsErrorScope.Connection), (error.Error, error.Scope));
        Assert.Equal("url, put 1, put 1, put 1, put 1, put 1, put 1", server.Requests);
    }

    [Theory]
    [InlineData(
        "<Error><Code>InternalError</Code><Message>We encountered an internal error.</Message></Error>", EventPicsError.ServerError)]
    [InlineData("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>SlowDown</Code></Error>", EventPicsError.RateLimited)]
    [InlineData(
        "<Error xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Message>no</Message></Error>", EventPicsError.UnexpectedResponse)]
    [InlineData("<Error><Code>BlobAlreadyExists</Code></Error>", EventPicsError.UnexpectedResponse)]
    [InlineData("{\"error\":\"quota\"}", EventPicsError.UnexpectedResponse)]
    [InlineData(" {\"errors\": [{\"code\":7}]}", EventPicsError.UnexpectedResponse)]
    [InlineData("{\"success\": false, \"reason\":\"scan failed\"}", EventPicsError.UnexpectedResponse)]
    [InlineData("[{\"errorMessage\":\"virus scan is busy\"}]", EventPicsError.UnexpectedResponse)]
    public async Task An_error_document_confirms_nothing(string document, EventPicsError expected)
    {
        await using var server = new RawServer();
        server.OnPut(Respond(200, document, "ETag: \"x\"\r\n"), times: 6);

        var error = await Assert.ThrowsAsync<EventPicsException>(() => UploadAsync(server));

        Assert.Equal(expected, error.Error);
        Assert.True(error.IsTransient);
        Assert.Equal("url, put 1, put 1, put 1, put 1, put 1, put 1", server.Requests);
    }

    [Theory]
    [InlineData("{\"error\": null, \"Key\":\"a\"}")]
    [InlineData("{\"errors\":[], \"ok\": true}")]
    [InlineData("stored")]
    [InlineData("<PutObjectResult/>")]
    public async Task A_document_without_an_error_confirms_the_upload(string document)
    {
        await using var server = new RawServer();
        server.OnPut(Respond(201, document, "ETag: \"x\"\r\n"));

        Assert.Equal("\"x\"", (await UploadAsync(server)).ETag);
        Assert.Equal("url, put 1", server.Requests);
    }

    [Theory]
    [InlineData(202)]
    [InlineData(203)]
    [InlineData(206)]
    public async Task Another_2xx_status_confirms_nothing(int status)
    {
        await using var server = new RawServer();
        server.OnPut(Respond(status, "", "ETag: \"x\"\r\n"));

        var result = await UploadAsync(server);

        Assert.Equal("url, put 1, put 1", server.Requests);
        Assert.Equal((2, false), (result.Attempts, result.PossibleDuplicate));
    }

    [Theory]
    [InlineData(AmazonQuery)]
    [InlineData(GoogleQuery)]
    [InlineData("AWSAccessKeyId=a&Expires=1&Signature=b")]
    public async Task A_missing_ETag_is_retried_once_after_at_least_a_second(string query)
    {
        await using var server = new RawServer { UploadUrlQuery = query };
        server.OnPut(StoreWithoutETag(server));

        var result = await UploadAsync(server);

        Assert.Equal("url, put 1, put 1", server.Requests);
        Assert.Equal(("\"raw\"", 2, false), (result.ETag, result.Attempts, result.PossibleDuplicate));
        Assert.Contains(_time.Delays, delay => delay >= TimeSpan.FromSeconds(1) && delay < TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_storage_that_need_not_send_an_ETag_is_trusted_without_one()
    {
        await using var server = new RawServer { UploadUrlQuery = "token=abc" };
        server.OnPut(StoreWithoutETag(server));

        Assert.Null((await UploadAsync(server)).ETag);
        Assert.Equal("url, put 1", server.Requests);
    }

    [Fact]
    public async Task A_host_that_strips_ETags_is_trusted_with_one_warning_and_immediately_after_three_photos()
    {
        await using var server = new RawServer();
        server.OnPut(StoreWithoutETag(server), times: 8);
        using var log = new LogCapture();
        using var client = new EventPicsClient(Options(server), log.CreateLogger<EventPicsClient>());

        var results = new List<UploadResult>();
        for (var i = 0; i < 5; i++)
        {
            results.Add(await client.UploadAsync(TestClient.Request(1000 + i, $"{i}.jpg"), cancellationToken: Token));
        }

        Assert.Equal("url, put 1, put 1, url, put 2, put 2, url, put 3, put 3, url, put 4, url, put 5", server.Requests);
        Assert.All(results, result => Assert.Equal((null, false), (result.ETag, result.PossibleDuplicate)));
        var warning = Assert.Single(log.Lines, line => line.Level == LogLevel.Warning);
        Assert.Contains(server.BaseAddress.Authority, warning.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_sends_an_ETag_again_is_expected_to_send_more()
    {
        await using var server = new RawServer();
        server.OnPut(StoreWithoutETag(server), times: 7).OnPut(server.StoreAsync).OnPut(StoreWithoutETag(server));
        using var client = new EventPicsClient(Options(server));

        for (var i = 0; i < 6; i++)
        {
            await client.UploadAsync(TestClient.Request(1000 + i, $"{i}.jpg"), cancellationToken: Token);
        }

        Assert.Equal("url, put 1, put 1, url, put 2, put 2, url, put 3, put 3, url, put 4, url, put 5, url, put 6, put 6", server.Requests);
    }

    [Fact]
    public async Task Derived_clients_share_what_is_known_about_a_host()
    {
        await using var server = new RawServer();
        server.OnPut(StoreWithoutETag(server), times: 7);
        using var client = new EventPicsClient(Options(server));

        for (var i = 0; i < 4; i++)
        {
            // As the queue does it: no retries, so that the second PUT belongs to the first call.
            await client.WithMaxRetries(0).UploadAsync(TestClient.Request(1000 + i, $"{i}.jpg"), cancellationToken: Token);
        }

        Assert.Equal("url, put 1, put 1, url, put 2, put 2, url, put 3, put 3, url, put 4", server.Requests);
    }

    [Fact]
    public async Task A_failed_second_PUT_is_not_a_success()
    {
        await using var server = new RawServer();
        server.OnPut(StoreWithoutETag(server)).OnPut(Respond(403, "<Error><Code>AccessDenied</Code></Error>"));

        var result = await UploadAsync(server);

        // The first one may have been stored.
        Assert.Equal("url, put 1, put 1, url, put 2", server.Requests);
        Assert.True(result.PossibleDuplicate);
    }

    [Fact]
    public async Task A_truncated_or_endless_response_body_is_classified_by_its_beginning()
    {
        await using var server = new RawServer();
        server.OnPut(RespondAndClose("HTTP/1.1 200 OK\r\nETag: \"a\"\r\nContent-Length: 9000\r\n\r\n<html>login"))
            .OnPut(Endless("HTTP/1.1 200 OK\r\nETag: \"a\"\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n<html>\r\n", "1\r\nx\r\n"))
            .OnPut(RespondAndClose("HTTP/1.1 200 OK\r\nETag: \"a\"\r\nContent-Length: 9000\r\n\r\n"));

        await UploadAsync(server);

        Assert.Equal("url, put 1, put 1, put 1", server.Requests);
    }

    private static string Headers(string contentType) => contentType.Length == 0 ? "" : $"Content-Type: {contentType}\r\n";

    private static Func<RawConnection, RawRequest, Task> StoreWithoutETag(RawServer server) => async (connection, request) =>
    {
        await connection.ContinueAsync(request);
        server.Photos[request.UrlNumber] = await connection.ReadBodyAsync(request.ContentLength);
        await connection.RespondAsync(200);
    };

    private static Func<RawConnection, RawRequest, Task> Respond(
        int status, string body, string headers = "") => async (connection, request) =>
    {
        await connection.ContinueAsync(request);
        await connection.ReadBodyAsync(request.ContentLength);
        await connection.RespondAsync(status, body, headers);
    };

    private EventPicsClientOptions Options(RawServer server) => new()
    {
        ApiKey = "key-0123456789",
        BaseAddress = server.BaseAddress,
        ApiTimeout = TimeSpan.FromDays(1),
        StallTimeout = TimeSpan.FromDays(1),
        ResponseTimeout = TimeSpan.FromDays(1),
        TimeProvider = _time,
    };

    private async Task<UploadResult> UploadAsync(RawServer server)
    {
        using var client = new EventPicsClient(Options(server));
        return await client.UploadAsync(TestClient.Request(20_000), cancellationToken: Token);
    }
}
