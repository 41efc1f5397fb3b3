using System.Net;
using EventPics.Internal.Failures;

namespace EventPics.Tests;

/// <summary>What an exception says: what happened, and what to do.</summary>
public sealed class ErrorTextTests
{
    private const string Subject = "Uploading 'photo.jpg'";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<EventPicsError> Errors => [.. Enum.GetValues<EventPicsError>()];

    [Theory]
    [MemberData(nameof(Errors))]
    public void Every_kind_has_a_cause_and_an_advice(EventPicsError error)
    {
        var message = ErrorMessages.For(error, Subject);

        var (cause, advice) = (message[..message.IndexOf(". ", StringComparison.Ordinal)], message[(message.IndexOf(". ", StringComparison.Ordinal) + 2)..]);
        Assert.StartsWith($"{Subject} failed: ", cause, StringComparison.Ordinal);
        Assert.True(cause.Length > Subject.Length + " failed: ".Length + 10, cause);
        Assert.True(char.IsUpper(advice[0]) && advice.EndsWith('.') && advice.Length > 10, advice);
    }

    [Fact]
    public void No_two_kinds_say_the_same() =>
        Assert.Distinct(Enum.GetValues<EventPicsError>().Select(error => ErrorMessages.For(error, Subject)));

    [Fact]
    public void The_kinds_are_the_contract() => Assert.Equal(
        [
            "ApiKeyRejected", "NotFound", "InvalidRequest", "PayloadTooLarge", "RateLimited", "UploadUrlExpired", "UploadRejected", "ServerError",
            "UnexpectedResponse", "CaptivePortal", "UntrustedConnection", "Network", "Timeout", "Stalled",
        ],
        Enum.GetNames<EventPicsError>());

    [Fact]
    public void Status_and_the_servers_own_words_follow() => Assert.Equal(
        "Uploading 'photo.jpg' failed: the server has trouble (status 503). Try again later. (backend down)",
        ErrorMessages.For(EventPicsError.ServerError, Subject, HttpStatusCode.ServiceUnavailable, "backend down"));

    [Fact]
    public void Whoever_can_not_do_it_is_not_asked_again_later() => Assert.DoesNotContain(
        "again",
        ErrorMessages.For(EventPicsError.ServerError, Subject, HttpStatusCode.NotImplemented),
        StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void A_proxy_that_wants_a_login_is_named() => Assert.Contains(
        "the proxy wants a login (status 407). Log in to the proxy",
        ErrorMessages.For(EventPicsError.Network, Subject, HttpStatusCode.ProxyAuthenticationRequired),
        StringComparison.Ordinal);

    [Fact]
    public void A_clock_that_may_be_wrong_is_named_where_certificates_fail() =>
        Assert.Contains("date and time", ErrorMessages.For(EventPicsError.UntrustedConnection, Subject), StringComparison.Ordinal);

    [Fact]
    public async Task A_web_page_in_the_apis_place_may_mean_a_wrong_address()
    {
        using var wire = new Wire().Expect(HttpMethod.Post, Wire.LinkUrl, () => new(HttpStatusCode.NotFound)
        {
            Content = new StringContent("<html>Not Found</html>", System.Text.Encoding.UTF8, "text/html"),
        });

        var error = await Assert.ThrowsAsync<EventPicsException>(() => wire.Client.UploadAsync(Wire.Upload(), cancellationToken: Token));

        Assert.Contains("(status 404). Open a browser on this computer and log in to the network.", error.Message, StringComparison.Ordinal);
        Assert.Contains("check BaseAddress", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_servers_words_are_shown_without_secrets()
    {
        using var wire = new Wire().Expect(HttpMethod.Post, Wire.LinkUrl, () => new(HttpStatusCode.BadRequest)
        {
            Content = new StringContent($"bad\r\nalbum for {Wire.Key} at {Wire.StorageLink} sorry"),
        });

        var error = await Assert.ThrowsAsync<EventPicsException>(() => wire.Client.UploadAsync(Wire.Upload(), cancellationToken: Token));

        Assert.Equal(
            "Requesting an upload URL for 'photo.jpg' failed: the service refused the request (status 400). " +
            "Check the file name, the album and the capture time. (bad album for (key) at (link) sorry)",
            error.Message.Replace("bad  album", "bad album", StringComparison.Ordinal));
        Assert.DoesNotContain(Wire.Key, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("X-Amz", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"error":"unknown_event","message":"There is no such event."}""", "There is no such event.")]
    [InlineData("""{"error":"unknown_event"}""", "unknown_event")]
    [InlineData("""{"error":"unknown_event","message":" "}""", "unknown_event")]
    [InlineData("""{"error":"unknown_event","message":"key \u006bey-0123456789 at https://a.example/b?sig=c"}""", "key (key) at (link)")]
    [InlineData("""{"error":{"code":7},"message":7}""", """{"error":{"code":7},"message":7}""")]
    [InlineData("""{"message":"\ud800"}""", """{"message":"\ud800"}""")]
    [InlineData("""["unknown_event"]""", """["unknown_event"]""")]
    [InlineData("""{"message":"cut""", """{"message":"cut""")]
    public async Task Of_a_json_answer_only_the_words_are_shown(string json, string shown)
    {
        using var wire = new Wire().Expect(HttpMethod.Post, Wire.LinkUrl, () => new(HttpStatusCode.NotFound) { Content = new StringContent(json) });

        var error = await Assert.ThrowsAsync<EventPicsException>(() => wire.Client.UploadAsync(Wire.Upload(), cancellationToken: Token));

        Assert.EndsWith($"GetEventsAndAlbumsAsync lists what exists. ({shown})", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_json_answer_is_cut()
    {
        using var wire = new Wire().Expect(HttpMethod.Post, Wire.LinkUrl, () => new(HttpStatusCode.NotFound)
        {
            Content = new StringContent($$"""{"filler":"{{new string('x', 5000)}}","message":"There is no such event."}"""),
        });

        var error = await Assert.ThrowsAsync<EventPicsException>(() => wire.Client.UploadAsync(Wire.Upload(), cancellationToken: Token));

        Assert.EndsWith("xxx...)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_of_another_picture_is_not_used()
    {
        using var wire = new Wire().ExpectLink(Wire.LinkReply()).ExpectPut()
            .ExpectLink(Wire.LinkReply()).ExpectLink(Wire.LinkReply()).ExpectLink(Wire.LinkReply());
        await wire.Client.UploadAsync(Wire.Upload(), cancellationToken: Token);

        var error = await Assert.ThrowsAsync<EventPicsException>(() => wire.Client.UploadAsync(
            new UploadRequest("abcd1234", "other.jpg", UploadContent.FromBytes(Jpeg.Of(10))), cancellationToken: Token));

        wire.Verify();
        Assert.Equal(EventPicsError.UnexpectedResponse, error.Error);
        Assert.Contains("the link of another picture", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_keeps_what_it_is_given()
    {
        var cause = new IOException("cable");

        var error = new EventPicsException(EventPicsError.Network, "m", innerException: cause);

        Assert.Same(cause, error.InnerException);
        Assert.Equal((false, null, null), (error.IsTransient, error.StatusCode, error.RetryAfter));
    }
}
