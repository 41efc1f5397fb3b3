using System.Net;
using EventPics.Internal.Failures;

namespace EventPics.Tests.Failures;

/// <summary>Error messages: what failed, why, and what to do.</summary>
public sealed class ErrorMessagesTests
{
    private const string Subject = "Uploading 'photo.jpg'";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<EventPicsError> Errors => [.. Enum.GetValues<EventPicsError>()];

    [Theory]
    [MemberData(nameof(Errors))]
    public void Every_error_has_a_cause_and_advice(EventPicsError error)
    {
        var message = ErrorMessages.For(error, Subject);

        var (cause, advice) =
            (message[..message.IndexOf(". ", StringComparison.Ordinal)], message[(message.IndexOf(". ", StringComparison.Ordinal) + 2)..]);
        Assert.StartsWith($"{Subject} failed: ", cause, StringComparison.Ordinal);
        Assert.True(cause.Length > Subject.Length + " failed: ".Length + 10, cause);
        Assert.True(char.IsUpper(advice[0]) && advice.EndsWith('.') && advice.Length > 10, advice);
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public void An_unclear_error_advises_to_continue_and_not_to_try_again(EventPicsError error)
    {
        var message = ErrorMessages.For(error, Subject, continuation: ErrorMessages.ContinueUpload);

        Assert.EndsWith(ErrorMessages.ContinueUpload, message, StringComparison.Ordinal);
        Assert.DoesNotContain("again", message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Request a new", message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_two_errors_have_the_same_message() =>
        Assert.Distinct(Enum.GetValues<EventPicsError>().Select(error => ErrorMessages.For(error, Subject)));

    [Fact]
    public void The_error_kinds_are_as_agreed() => Assert.Equal(
        [
            "Unknown", "ApiKeyRejected", "NotFound", "InvalidRequest", "PayloadTooLarge", "RateLimited", "UploadUrlExpired",
            "UploadRejected", "ServerError",
            "UnexpectedResponse", "CaptivePortal", "UntrustedConnection", "Network", "Timeout", "Stalled",
        ],
        Enum.GetNames<EventPicsError>());

    [Fact]
    public void A_message_contains_the_status_and_the_servers_text() => Assert.Equal(
        "Uploading 'photo.jpg' failed: the server reported an error (status 503). Try again later. (backend down)",
        ErrorMessages.For(EventPicsError.ServerError, Subject, HttpStatusCode.ServiceUnavailable, "backend down"));

    [Fact]
    public void A_server_that_does_not_implement_the_call_is_not_worth_a_retry() => Assert.DoesNotContain(
        "again",
        ErrorMessages.For(EventPicsError.ServerError, Subject, HttpStatusCode.NotImplemented),
        StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void Proxy_authentication_is_named() => Assert.Contains(
        "the proxy requires authentication (status 407). Sign in to the proxy",
        ErrorMessages.For(EventPicsError.Network, Subject, HttpStatusCode.ProxyAuthenticationRequired),
        StringComparison.Ordinal);

    [Fact]
    public void A_certificate_error_advises_to_check_the_clock() =>
        Assert.Contains("date and time", ErrorMessages.For(EventPicsError.UntrustedConnection, Subject), StringComparison.Ordinal);

    [Fact]
    public async Task A_web_page_in_place_of_the_API_may_mean_a_wrong_BaseAddress()
    {
        using var transport = new MockTransport().Expect(HttpMethod.Post, MockTransport.CreateUploadUrl, () => new(HttpStatusCode.NotFound)
        {
            Content = new StringContent("<html>Not Found</html>", System.Text.Encoding.UTF8, "text/html"),
        });

        var error = await Assert.ThrowsAsync<EventPicsException>(
            () => transport.Client.UploadAsync(MockTransport.Upload(), cancellationToken: Token));

        Assert.Contains(
            "(status 404). Open a browser on this computer and sign in to the network.", error.Message, StringComparison.Ordinal);
        Assert.Contains("check BaseAddress", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_servers_text_is_shown_redacted()
    {
        using var transport = new MockTransport()
            .Expect(HttpMethod.Post, MockTransport.CreateUploadUrl, () => new(HttpStatusCode.BadRequest)
            {
                Content = new StringContent($"bad\r\nalbum for {MockTransport.Key} at {MockTransport.SignedStorageUrl} sorry"),
            });

        var error = await Assert.ThrowsAsync<EventPicsException>(
            () => transport.Client.UploadAsync(MockTransport.Upload(), cancellationToken: Token));

        Assert.Equal(
            "Requesting an upload URL for 'photo.jpg' failed: the service rejected the request (status 400). " +
            "Check the file name, the album and the capture time. (bad album for (key) at (URL) sorry)",
            error.Message.Replace("bad  album", "bad album", StringComparison.Ordinal));
        Assert.DoesNotContain(MockTransport.Key, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("X-Amz", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"error":"unknown_event","message":"There is no such event."}""", "There is no such event.")]
    [InlineData("""{"error":"unknown_event"}""", "unknown_event")]
    [InlineData("""{"error":"unknown_event","message":" "}""", "unknown_event")]
    [InlineData("""{"error":"unknown_event","message":"key \u006bey-0123456789 at https://a.example/b?sig=c"}""", "key (key) at (URL)")]
    [InlineData("""{"error":{"code":7},"message":7}""", """{"error":{"code":7},"message":7}""")]
    [InlineData("""{"message":"\ud800"}""", """{"message":"\ud800"}""")]
    [InlineData("""["unknown_event"]""", """["unknown_event"]""")]
    [InlineData("""{"message":"cut""", """{"message":"cut""")]
    public async Task Only_the_message_of_a_JSON_error_is_shown(string json, string shown)
    {
        using var transport = new MockTransport().Expect(
            HttpMethod.Post, MockTransport.CreateUploadUrl, () => new(HttpStatusCode.NotFound) { Content = new StringContent(json) });

        var error = await Assert.ThrowsAsync<EventPicsException>(
            () => transport.Client.UploadAsync(MockTransport.Upload(), cancellationToken: Token));

        Assert.EndsWith($"Call GetEventsAndAlbumsAsync to list what exists. ({shown})", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_JSON_error_is_truncated()
    {
        using var transport = new MockTransport().Expect(HttpMethod.Post, MockTransport.CreateUploadUrl, () => new(HttpStatusCode.NotFound)
        {
            Content = new StringContent($$"""{"filler":"{{new string('x', 5000)}}","message":"There is no such event."}"""),
        });

        var error = await Assert.ThrowsAsync<EventPicsException>(
            () => transport.Client.UploadAsync(MockTransport.Upload(), cancellationToken: Token));

        Assert.EndsWith("xxx...)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_upload_URL_of_another_photo_is_not_used()
    {
        using var transport = new MockTransport().ExpectUploadUrl(MockTransport.UploadUrlResponse()).ExpectPut()
            .ExpectUploadUrl(MockTransport.UploadUrlResponse())
            .ExpectUploadUrl(MockTransport.UploadUrlResponse())
            .ExpectUploadUrl(MockTransport.UploadUrlResponse());
        await transport.Client.UploadAsync(MockTransport.Upload(), cancellationToken: Token);

        var error = await Assert.ThrowsAsync<EventPicsException>(() => transport.Client.UploadAsync(
            new UploadRequest("abcd1234", "other.jpg", UploadContent.FromBytes(TestImages.Jpeg(10))), cancellationToken: Token));

        transport.Verify();
        Assert.Equal(EventPicsError.UnexpectedResponse, error.Error);
        Assert.Contains("the upload URL of another photo", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_keeps_its_constructor_arguments()
    {
        var cause = new IOException("cable");

        var error = new EventPicsException(EventPicsError.Network, "m", innerException: cause);

        Assert.Same(cause, error.InnerException);
        Assert.Equal((false, null, null), (error.IsTransient, error.StatusCode, error.RetryAfter));
    }
}
