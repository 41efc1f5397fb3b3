using System.Globalization;
using System.Net;
using EventPics.Internal;

namespace EventPics.Tests;

/// <summary>Every status there is, and what the client does about it.</summary>
public sealed class ClassificationTests
{
    // First and last status, kind, reaction, whether waiting may help.
    private const string OfApi = """
        100-199 UnexpectedResponse Repeat transient
        300-399 CaptivePortal Repeat transient
        400-400 InvalidRequest Fail final
        401-401 ApiKeyRejected Fail final
        402-402 InvalidRequest Fail final
        403-403 ApiKeyRejected Fail final
        404-404 NotFound Fail final
        405-406 InvalidRequest Fail final
        407-407 Network Fail transient
        408-408 RateLimited Repeat transient
        409-409 InvalidRequest Fail final
        410-410 NotFound Fail final
        411-412 InvalidRequest Fail final
        413-413 PayloadTooLarge Fail final
        414-424 InvalidRequest Fail final
        425-425 RateLimited Repeat transient
        426-428 InvalidRequest Fail final
        429-429 RateLimited Repeat transient
        430-499 InvalidRequest Fail final
        500-500 ServerError Repeat transient
        501-501 ServerError Fail final
        502-504 ServerError Repeat transient
        505-505 ServerError Fail final
        506-510 ServerError Repeat transient
        511-511 CaptivePortal Repeat transient
        512-599 ServerError Repeat transient
        """;

    // The same for a PUT whose answer has no code in its body.
    private const string OfPut = """
        100-199 UploadRejected Fail final
        300-399 UploadRejected FreshLinkOnce transient
        400-400 UploadRejected Fail final
        401-401 UploadRejected FreshLinkOnce final
        402-402 UploadRejected Fail final
        403-404 UploadRejected FreshLinkOnce final
        405-406 UploadRejected Fail final
        407-407 Network Fail transient
        408-408 ServerError Repeat transient
        409-409 UploadRejected AlreadyThere final
        410-410 UploadRejected FreshLinkOnce final
        411-411 UploadRejected WithoutExpect final
        412-412 UploadRejected AlreadyThere final
        413-413 PayloadTooLarge Fail final
        414-416 UploadRejected Fail final
        417-417 UploadRejected WithoutExpect final
        418-424 UploadRejected Fail final
        425-425 ServerError Repeat transient
        426-428 UploadRejected Fail final
        429-429 RateLimited Repeat transient
        430-499 UploadRejected Fail final
        500-500 ServerError Repeat transient
        501-501 UploadRejected Fail final
        502-504 ServerError Repeat transient
        505-505 UploadRejected Fail final
        506-510 ServerError Repeat transient
        511-511 CaptivePortal Repeat transient
        512-599 ServerError Repeat transient
        """;

    // The same when a web page comes with the status: a refusal is then a login page's, not the API's or the storage's.
    private const string OfApiPage = """
        100-199 UnexpectedResponse Repeat transient
        300-399 CaptivePortal Repeat transient
        400-406 CaptivePortal Repeat transient
        407-407 Network Fail transient
        408-408 RateLimited Repeat transient
        409-410 CaptivePortal Repeat transient
        411-411 InvalidRequest Fail final
        412-412 CaptivePortal Repeat transient
        413-413 PayloadTooLarge Fail final
        414-416 CaptivePortal Repeat transient
        417-417 InvalidRequest Fail final
        418-424 CaptivePortal Repeat transient
        425-425 RateLimited Repeat transient
        426-428 CaptivePortal Repeat transient
        429-429 RateLimited Repeat transient
        430-499 CaptivePortal Repeat transient
        500-500 ServerError Repeat transient
        501-501 ServerError Fail final
        502-504 ServerError Repeat transient
        505-505 ServerError Fail final
        506-510 ServerError Repeat transient
        511-511 CaptivePortal Repeat transient
        512-599 ServerError Repeat transient
        """;

    private const string OfPutPage = """
        100-199 UploadRejected Fail final
        300-399 UploadRejected FreshLinkOnce transient
        400-406 CaptivePortal Repeat transient
        407-407 Network Fail transient
        408-408 ServerError Repeat transient
        409-410 CaptivePortal Repeat transient
        411-411 UploadRejected WithoutExpect final
        412-412 CaptivePortal Repeat transient
        413-413 PayloadTooLarge Fail final
        414-416 CaptivePortal Repeat transient
        417-417 UploadRejected WithoutExpect final
        418-424 CaptivePortal Repeat transient
        425-425 ServerError Repeat transient
        426-428 CaptivePortal Repeat transient
        429-429 RateLimited Repeat transient
        430-499 CaptivePortal Repeat transient
        500-500 ServerError Repeat transient
        501-501 UploadRejected Fail final
        502-504 ServerError Repeat transient
        505-505 UploadRejected Fail final
        506-510 ServerError Repeat transient
        511-511 CaptivePortal Repeat transient
        512-599 ServerError Repeat transient
        """;

    private static readonly StorageError Wordless = new("", "", IsHtml: false);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_status_of_the_api_is_classified() =>
        AssertTable(OfApi, status => Classification.OfApi((HttpStatusCode)status, isHtml: false));

    [Fact]
    public void Every_status_of_a_web_page_in_the_apis_place_is_classified() =>
        AssertTable(OfApiPage, status => Classification.OfApi((HttpStatusCode)status, isHtml: true));

    [Fact]
    public void Every_status_of_the_storage_is_classified() =>
        AssertTable(OfPut, status => Classification.OfPut((HttpStatusCode)status, Wordless, default));

    [Fact]
    public void Every_status_of_a_web_page_in_the_storages_place_is_classified_whatever_the_page_says() => AssertTable(
        OfPutPage,
        status => Classification.OfPut((HttpStatusCode)status, new StorageError("ExpiredRequest", "expired", IsHtml: true), default));

    [Fact]
    public async Task Every_success_status_of_a_put_is_a_success()
    {
        for (var status = 200; status < 300; status++)
        {
            using var wire = new Wire().ExpectLink(Wire.LinkReply()).ExpectPut((HttpStatusCode)status);

            var result = await wire.Client.UploadAsync(Wire.Upload(10), cancellationToken: Token);

            Assert.Equal(1, result.Attempts);
        }
    }

    [Theory]
    [InlineData(400, "ExpiredRequest", "", "UploadUrlExpired FreshLink transient")] // R2
    [InlineData(400, "ExpiredToken", "", "UploadUrlExpired FreshLink transient")] // Google
    [InlineData(403, "AccessDenied", "Request has expired", "UploadUrlExpired FreshLink transient")] // S3
    [InlineData(403, "AccessDenied", "Request has EXPIRED.", "UploadUrlExpired FreshLink transient")]
    [InlineData(403, "AccessDenied", "Access Denied", "UploadRejected FreshLinkOnce final")]
    [InlineData(500, "ExpiredRequest", "", "UploadUrlExpired FreshLink transient")] // the code says more than the status
    [InlineData(403, "AuthenticationFailed", "", "UploadRejected FreshLinkOnce final")] // not an Azure link
    [InlineData(403, "SignatureDoesNotMatch", "", "UploadRejected FreshLinkOnce final")]
    [InlineData(412, "PreconditionFailed", "", "UploadRejected AlreadyThere final")]
    [InlineData(409, "BlobAlreadyExists", "", "UploadRejected AlreadyThere final")]
    [InlineData(403, "UnauthorizedBlobOverwrite", "", "UploadRejected AlreadyThere final")]
    [InlineData(503, "SlowDown", "", "RateLimited Repeat transient")]
    [InlineData(400, "RequestTimeout", "", "ServerError Repeat transient")]
    [InlineData(400, "IncompleteBody", "", "ServerError Repeat transient")]
    [InlineData(400, "BadDigest", "", "ServerError Repeat transient")]
    [InlineData(400, "EntityTooLarge", "", "PayloadTooLarge Fail final")]
    [InlineData(400, "SomethingNew", "", "UploadRejected Fail final")]
    [InlineData(503, "SomethingNew", "", "ServerError Repeat transient")]
    public void The_code_of_a_storage_says_more_than_its_status(int status, string code, string message, string expected) =>
        Assert.Equal(expected, Show(Classification.OfPut((HttpStatusCode)status, new StorageError(code, message, IsHtml: false), default)));

    [Theory]
    [InlineData("AuthenticationFailed")]
    [InlineData("AuthorizationFailure")]
    public void Azure_calls_an_expired_link_a_failed_authentication(string code) => Assert.Equal(
        "UploadUrlExpired FreshLink transient",
        Show(Classification.OfPut(HttpStatusCode.Forbidden, new StorageError(code, "", IsHtml: false), new LinkTerms(null, IsAzure: true, BindsContentType: false))));

    [Fact]
    public void A_signature_over_the_content_type_may_fit_another_type() => Assert.Equal(
        "UploadRejected OtherContentType final",
        Show(Classification.OfPut(
            HttpStatusCode.Forbidden,
            new StorageError("SignatureDoesNotMatch", "", IsHtml: false),
            new LinkTerms(null, IsAzure: false, BindsContentType: true))));

    [Theory]
    [InlineData(nameof(Breakage.Connection), "Network Repeat transient")]
    [InlineData(nameof(Breakage.UntrustedCertificate), "UntrustedConnection Fail transient")]
    [InlineData(nameof(Breakage.UnsafeAddress), "UnexpectedResponse Fail final")]
    [InlineData(nameof(Breakage.RedirectFollowed), "UnexpectedResponse Fail final")]
    [InlineData(nameof(Breakage.NonsenseAnswer), "UnexpectedResponse Repeat transient")]
    [InlineData(nameof(Breakage.NoAnswer), "Timeout Repeat transient")]
    [InlineData(nameof(Breakage.NoProgress), "Stalled Repeat transient")]
    [InlineData(nameof(Breakage.CutByHttpClient), "Timeout Fail transient")]
    public void Every_way_to_get_no_answer_is_classified(string breakage, string expected) =>
        Assert.Equal(expected, Show(Classification.OfBreak(Enum.Parse<Breakage>(breakage))));

    private static void AssertTable(string table, Func<int, Verdict> classify)
    {
        var expected = new SortedDictionary<int, string>();
        foreach (var row in table.Split('\n', StringSplitOptions.TrimEntries))
        {
            var (range, verdict) = (row[..7], row[8..]);
            for (var status = int.Parse(range[..3], CultureInfo.InvariantCulture); status <= int.Parse(range[4..], CultureInfo.InvariantCulture); status++)
            {
                expected.Add(status, $"{status} {verdict}");
            }
        }

        var every = Enumerable.Range(100, 500).Where(status => status is < 200 or >= 300).ToArray();
        Assert.Equal(every, expected.Keys);
        Assert.Equal(expected.Values, every.Select(status => $"{status} {Show(classify(status))}"));
    }

    private static string Show(Verdict verdict) => $"{verdict.Error} {verdict.Reaction} {(verdict.IsTransient ? "transient" : "final")}";
}
