using System.Globalization;
using System.Net;
using System.Text;
using EventPics.Internal.Failures;
using EventPics.Internal.PresignedUrls;

namespace EventPics.Tests.Failures;

/// <summary>The classification of every status, error code and transport error.</summary>
public sealed class FailureClassifierTests
{
    private static readonly PresignedUrl PlainUrl = new(null, null, IsAzure: false, BindsContentType: false, SendsETag: false);

    // First and last status, error, recovery action, whether it is transient, scope.
    private const string OfApi = """
        100-199 UnexpectedResponse Retry transient Service
        300-399 CaptivePortal Retry transient Connection
        400-400 InvalidRequest Fail final Upload
        401-401 ApiKeyRejected Fail final Account
        402-402 InvalidRequest Fail final Destination
        403-403 ApiKeyRejected Fail final Account
        404-404 NotFound Fail final Destination
        405-406 InvalidRequest Fail final Service
        407-407 Network Fail transient Connection
        408-408 RateLimited Retry transient Connection
        409-409 InvalidRequest Fail final Destination
        410-410 NotFound Fail final Destination
        411-412 InvalidRequest Fail final Service
        413-413 PayloadTooLarge Fail final Upload
        414-417 InvalidRequest Fail final Service
        418-420 InvalidRequest Fail final Upload
        421-421 InvalidRequest Fail final Service
        422-422 InvalidRequest Fail final Upload
        423-423 InvalidRequest Fail final Destination
        424-424 InvalidRequest Fail final Upload
        425-425 RateLimited Retry transient Service
        426-426 InvalidRequest Fail final Service
        427-427 InvalidRequest Fail final Upload
        428-428 InvalidRequest Fail final Service
        429-429 RateLimited Retry transient Account
        430-430 InvalidRequest Fail final Upload
        431-431 InvalidRequest Fail final Service
        432-450 InvalidRequest Fail final Upload
        451-451 InvalidRequest Fail final Destination
        452-499 InvalidRequest Fail final Upload
        500-500 ServerError Retry transient Service
        501-501 ServerError Fail final Service
        502-504 ServerError Retry transient Service
        505-505 ServerError Fail final Service
        506-510 ServerError Retry transient Service
        511-511 CaptivePortal Retry transient Connection
        512-599 ServerError Retry transient Service
        """;

    // The same for a PUT whose response has no code in its body.
    private const string OfPut = """
        100-199 UploadRejected Fail final Service
        300-399 UploadRejected RequestNewUrlOnce transient Connection
        400-400 UploadRejected Fail final UploadUrl
        401-401 UploadRejected RequestNewUrlOnce final UploadUrl
        402-402 UploadRejected Fail final UploadUrl
        403-404 UploadRejected RequestNewUrlOnce final UploadUrl
        405-406 UploadRejected Fail final UploadUrl
        407-407 Network Fail transient Connection
        408-408 ServerError Retry transient Connection
        409-410 UploadRejected RequestNewUrlOnce final UploadUrl
        411-411 UploadRejected RetryWithoutExpect final Connection
        412-412 UploadRejected RequestNewUrlOnce final UploadUrl
        413-413 PayloadTooLarge Fail final Upload
        414-414 UploadRejected Fail final UploadUrl
        415-415 UploadRejected Fail final Upload
        416-416 UploadRejected Fail final UploadUrl
        417-417 UploadRejected RetryWithoutExpect final Connection
        418-424 UploadRejected Fail final UploadUrl
        425-425 ServerError Retry transient Service
        426-428 UploadRejected Fail final UploadUrl
        429-429 RateLimited Retry transient Service
        430-499 UploadRejected Fail final UploadUrl
        500-500 ServerError Retry transient Service
        501-501 UploadRejected Fail final Service
        502-504 ServerError Retry transient Service
        505-505 UploadRejected Fail final Service
        506-510 ServerError Retry transient Service
        511-511 CaptivePortal Retry transient Connection
        512-599 ServerError Retry transient Service
        """;

    // The same when a web page comes with the status: the rejection is then a captive portal's, not the API's or the storage's.
    private const string OfApiPage = """
        100-199 UnexpectedResponse Retry transient Service
        300-399 CaptivePortal Retry transient Connection
        400-406 CaptivePortal Retry transient Connection
        407-407 Network Fail transient Connection
        408-408 RateLimited Retry transient Connection
        409-410 CaptivePortal Retry transient Connection
        411-411 InvalidRequest Fail final Service
        412-412 CaptivePortal Retry transient Connection
        413-413 PayloadTooLarge Fail final Upload
        414-416 CaptivePortal Retry transient Connection
        417-417 InvalidRequest Fail final Service
        418-424 CaptivePortal Retry transient Connection
        425-425 RateLimited Retry transient Service
        426-428 CaptivePortal Retry transient Connection
        429-429 RateLimited Retry transient Account
        430-499 CaptivePortal Retry transient Connection
        500-500 ServerError Retry transient Service
        501-501 ServerError Fail final Service
        502-504 ServerError Retry transient Service
        505-505 ServerError Fail final Service
        506-510 ServerError Retry transient Service
        511-511 CaptivePortal Retry transient Connection
        512-599 ServerError Retry transient Service
        """;

    private const string OfPutPage = """
        100-199 UploadRejected Fail final Service
        300-399 UploadRejected RequestNewUrlOnce transient Connection
        400-406 CaptivePortal Retry transient Connection
        407-407 Network Fail transient Connection
        408-408 ServerError Retry transient Connection
        409-410 CaptivePortal Retry transient Connection
        411-411 UploadRejected RetryWithoutExpect final Connection
        412-412 CaptivePortal Retry transient Connection
        413-413 PayloadTooLarge Fail final Upload
        414-416 CaptivePortal Retry transient Connection
        417-417 UploadRejected RetryWithoutExpect final Connection
        418-424 CaptivePortal Retry transient Connection
        425-425 ServerError Retry transient Service
        426-428 CaptivePortal Retry transient Connection
        429-429 RateLimited Retry transient Service
        430-499 CaptivePortal Retry transient Connection
        500-500 ServerError Retry transient Service
        501-501 UploadRejected Fail final Service
        502-504 ServerError Retry transient Service
        505-505 UploadRejected Fail final Service
        506-510 ServerError Retry transient Service
        511-511 CaptivePortal Retry transient Connection
        512-599 ServerError Retry transient Service
        """;

    private static readonly StorageError Wordless = new("", "", IsHtml: false);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_status_of_the_api_is_classified() =>
        AssertTable(OfApi, status => FailureClassifier.ClassifyApiStatus((HttpStatusCode)status, isHtml: false));

    [Fact]
    public void Every_status_of_a_web_page_in_place_of_the_API_is_classified() =>
        AssertTable(OfApiPage, status => FailureClassifier.ClassifyApiStatus((HttpStatusCode)status, isHtml: true));

    [Fact]
    public void Every_status_of_the_storage_is_classified() =>
        AssertTable(OfPut, status => FailureClassifier.ClassifyPutStatus((HttpStatusCode)status, Wordless, PlainUrl));

    [Fact]
    public void Every_status_of_a_web_page_in_place_of_the_storage_is_classified_regardless_of_its_text() => AssertTable(
        OfPutPage,
        status => FailureClassifier.ClassifyPutStatus((HttpStatusCode)status, new StorageError("ExpiredRequest", "expired", IsHtml: true), PlainUrl));

    [Fact]
    public async Task Only_200_201_and_204_confirm_a_PUT()
    {
        for (var status = 200; status < 300; status++)
        {
            using var transport = new MockTransport().ExpectUploadUrl(MockTransport.UploadUrlResponse()).ExpectPut((HttpStatusCode)status);

            var error = await Record.ExceptionAsync(() => transport.Client.UploadAsync(MockTransport.Upload(10), cancellationToken: Token));

            Assert.Equal(status is 200 or 201 or 204, error is null);
            if (error is not null)
            {
                Assert.Equal(
                    (EventPicsError.UnexpectedResponse, EventPicsErrorScope.Service, true),
                    (Assert.IsType<EventPicsException>(error).Error, ((EventPicsException)error).Scope, ((EventPicsException)error).IsTransient));
            }
        }
    }

    [Theory]
    [InlineData(400, "ExpiredRequest", "", "UploadUrlExpired RequestNewUrl transient UploadUrl")] // R2
    [InlineData(400, "ExpiredToken", "", "UploadUrlExpired RequestNewUrl transient UploadUrl")] // Google
    [InlineData(403, "AccessDenied", "Request has expired", "UploadUrlExpired RequestNewUrl transient UploadUrl")] // S3
    [InlineData(403, "AccessDenied", "Request has EXPIRED.", "UploadUrlExpired RequestNewUrl transient UploadUrl")]
    [InlineData(403, "AccessDenied", "Access Denied", "UploadRejected RequestNewUrlOnce final UploadUrl")]
    [InlineData(500, "ExpiredRequest", "", "UploadUrlExpired RequestNewUrl transient UploadUrl")] // the code takes precedence over the status
    [InlineData(403, "AuthenticationFailed", "", "UploadRejected RequestNewUrlOnce final UploadUrl")] // not an Azure URL
    [InlineData(403, "AuthorizationPermissionMismatch", "", "UploadRejected RequestNewUrlOnce final UploadUrl")]
    [InlineData(403, "SignatureDoesNotMatch", "", "UploadRejected RequestNewUrlOnce final UploadUrl")]
    [InlineData(412, "PreconditionFailed", "", "UploadRejected ObjectAlreadyExists final UploadUrl")]
    [InlineData(409, "BlobAlreadyExists", "", "UploadRejected ObjectAlreadyExists final UploadUrl")]
    [InlineData(403, "UnauthorizedBlobOverwrite", "", "UploadRejected ObjectAlreadyExists final UploadUrl")]
    [InlineData(409, "OperationAborted", "", "ServerError Retry transient Service")]
    [InlineData(409, "ConditionalRequestConflict", "", "ServerError Retry transient Service")]
    [InlineData(503, "SlowDown", "", "RateLimited Retry transient Service")]
    [InlineData(429, "TooManyRequests", "", "RateLimited Retry transient Service")]
    [InlineData(500, "InternalError", "", "ServerError Retry transient Service")]
    [InlineData(503, "ServerBusy", "", "ServerError Retry transient Service")]
    [InlineData(503, "ServiceUnavailable", "", "ServerError Retry transient Service")]
    [InlineData(500, "OperationTimedOut", "", "ServerError Retry transient Service")]
    [InlineData(400, "RequestTimeout", "", "ServerError Retry transient Connection")]
    [InlineData(400, "IncompleteBody", "", "ServerError Retry transient Connection")]
    [InlineData(400, "BadDigest", "", "ServerError Retry transient Connection")]
    [InlineData(400, "Md5Mismatch", "", "ServerError Retry transient Connection")]
    [InlineData(400, "EntityTooLarge", "", "PayloadTooLarge Fail final Upload")]
    [InlineData(413, "RequestBodyTooLarge", "", "PayloadTooLarge Fail final Upload")]
    [InlineData(301, "PermanentRedirect", "", "UploadRejected RequestNewUrlOnce transient UploadUrl")] // another region, not a captive portal
    [InlineData(404, "NoSuchBucket", "", "UploadRejected RequestNewUrlOnce final UploadUrl")]
    [InlineData(400, "SomethingNew", "", "UploadRejected Fail final UploadUrl")]
    [InlineData(503, "SomethingNew", "", "ServerError Retry transient Service")]
    public void The_error_code_of_a_storage_takes_precedence_over_its_status(int status, string code, string message, string expected) =>
        Assert.Equal(expected, Show(FailureClassifier.ClassifyPutStatus((HttpStatusCode)status, new StorageError(code, message, IsHtml: false), PlainUrl)));

    [Theory]
    [InlineData(409, "ContainerBeingDeleted")]
    [InlineData(409, "InvalidBucketState")]
    [InlineData(412, "LeaseIdMissing")]
    [InlineData(412, "ConditionNotMet")]
    [InlineData(409, "BlobBeingRehydrated")]
    [InlineData(409, "SnapshotsPresent")]
    [InlineData(409, "InvalidBlobType")]
    [InlineData(409, "")]
    [InlineData(412, "")]
    public void A_409_without_a_matching_code_does_not_mean_that_the_object_exists(int status, string code)
    {
        var classification = FailureClassifier.ClassifyPutStatus((HttpStatusCode)status, new StorageError(code, "", IsHtml: false), PlainUrl);

        Assert.Equal("UploadRejected RequestNewUrlOnce final UploadUrl", Show(classification));
    }

    [Theory]
    [InlineData("If-None-Match", true)]
    [InlineData("x-goog-if-generation-match", true)]
    [InlineData("If-Match", false)]
    [InlineData("If-Unmodified-Since", false)]
    [InlineData("Bucket POST must be of the enclosure-type multipart/form-data", false)]
    public void A_412_means_an_existing_object_only_for_a_create_only_condition(string condition, bool exists)
    {
        var error = StorageError.Read(Encoding.UTF8.GetBytes($"<Error><Code>PreconditionFailed</Code><Condition>{condition}</Condition></Error>"), "application/xml");

        Assert.Equal(exists, FailureClassifier.ClassifyPutStatus(HttpStatusCode.PreconditionFailed, error, PlainUrl).Action == RecoveryAction.ObjectAlreadyExists);
    }

    [Fact]
    public void A_web_page_with_an_error_code_is_a_web_page()
    {
        var error = StorageError.Read("<!DOCTYPE html><html><Code>BlobAlreadyExists</Code></html>"u8, "application/xml", headerCode: "BlobAlreadyExists");

        Assert.Equal("CaptivePortal Retry transient Connection", Show(FailureClassifier.ClassifyPutStatus(HttpStatusCode.Conflict, error, PlainUrl)));
    }

    [Fact]
    public void Every_error_has_a_usual_scope_and_none_of_them_says_that_an_object_exists()
    {
        var scopes = Enum.GetValues<EventPicsError>().Select(error => (error, new EventPicsException(error, "m")));

        Assert.Equal(
            "ApiKeyRejected Account, NotFound Destination, InvalidRequest Upload, PayloadTooLarge Upload, RateLimited Account, UploadUrlExpired UploadUrl, " +
            "UploadRejected UploadUrl, ServerError Service, UnexpectedResponse Service, CaptivePortal Connection, UntrustedConnection Connection, " +
            "Network Connection, Timeout Connection, Stalled Connection",
            string.Join(", ", scopes.Select(pair => $"{pair.error} {pair.Item2.Scope}")));
        Assert.DoesNotContain(scopes, pair => pair.Item2.ObjectExists);
    }

    [Theory]
    [InlineData("AuthenticationFailed")]
    [InlineData("AuthorizationFailure")]
    public void Azure_reports_an_expired_URL_as_failed_authentication(string code) => Assert.Equal(
        "UploadUrlExpired RequestNewUrl transient UploadUrl",
        Show(FailureClassifier.ClassifyPutStatus(HttpStatusCode.Forbidden, new StorageError(code, "", IsHtml: false), new PresignedUrl(null, null, IsAzure: true, BindsContentType: false, SendsETag: false))));

    [Fact]
    public void A_signed_content_type_mismatch_retries_with_another_type() => Assert.Equal(
        "UploadRejected RetryWithOtherContentType final UploadUrl",
        Show(FailureClassifier.ClassifyPutStatus(
            HttpStatusCode.Forbidden,
            new StorageError("SignatureDoesNotMatch", "", IsHtml: false),
            new PresignedUrl(null, null, IsAzure: false, BindsContentType: true, SendsETag: false))));

    [Theory]
    [InlineData(nameof(TransportError.Connection), "Network Retry transient Connection")]
    [InlineData(nameof(TransportError.UntrustedCertificate), "UntrustedConnection Fail transient Connection")]
    [InlineData(nameof(TransportError.ProxyAuthentication), "Network Fail transient Connection")]
    [InlineData(nameof(TransportError.UnsafeAddress), "UnexpectedResponse Fail final Connection")]
    [InlineData(nameof(TransportError.RedirectFollowed), "UnexpectedResponse Fail final Connection")]
    [InlineData(nameof(TransportError.InvalidResponse), "UnexpectedResponse Retry transient Connection")]
    [InlineData(nameof(TransportError.NoResponse), "Timeout Retry transient Connection")]
    [InlineData(nameof(TransportError.NoProgress), "Stalled Retry transient Connection")]
    [InlineData(nameof(TransportError.HttpClientTimeout), "Timeout Fail transient Connection")]
    public void Every_transport_error_is_classified(string breakage, string expected) =>
        Assert.Equal(expected, Show(FailureClassifier.ClassifyTransportError(Enum.Parse<TransportError>(breakage))));

    private static void AssertTable(string table, Func<int, FailureClassification> classify)
    {
        var expected = new SortedDictionary<int, string>();
        foreach (var row in table.Split('\n', StringSplitOptions.TrimEntries))
        {
            var (range, classification) = (row[..7], row[8..]);
            for (var status = int.Parse(range[..3], CultureInfo.InvariantCulture); status <= int.Parse(range[4..], CultureInfo.InvariantCulture); status++)
            {
                expected.Add(status, $"{status} {classification}");
            }
        }

        var every = Enumerable.Range(100, 500).Where(status => status is < 200 or >= 300).ToArray();
        Assert.Equal(every, expected.Keys);
        Assert.Equal(expected.Values, every.Select(status => $"{status} {Show(classify(status))}"));
    }

    private static string Show(FailureClassification classification) => $"{classification.Error} {classification.Action} {(classification.IsTransient ? "transient" : "final")} {classification.Scope}";
}
