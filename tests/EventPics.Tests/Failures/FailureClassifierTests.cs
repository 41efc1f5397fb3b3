using System.Net;
using System.Text;
using EventPics.Internal.Failures;
using EventPics.Internal.PresignedUrls;

namespace EventPics.Tests.Failures;

/// <summary>The classification of error codes and transport errors.</summary>
public sealed class FailureClassifierTests
{
    private static readonly PresignedUrl PlainUrl = new(null, null, IsAzure: false, BindsContentType: false, SendsETag: false);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

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
    [InlineData(
        500, "ExpiredRequest", "", "UploadUrlExpired RequestNewUrl transient UploadUrl")] // the code takes precedence over the status
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
    [InlineData(
        301, "PermanentRedirect", "", "UploadRejected RequestNewUrlOnce transient UploadUrl")] // another region, not a captive portal
    [InlineData(404, "NoSuchBucket", "", "UploadRejected RequestNewUrlOnce final UploadUrl")]
    [InlineData(400, "SomethingNew", "", "UploadRejected Fail final UploadUrl")]
    [InlineData(503, "SomethingNew", "", "ServerError Retry transient Service")]
    public void The_error_code_of_a_storage_takes_precedence_over_its_status(int status, string code, string message, string expected) =>
        Assert.Equal(expected, FailureClassifier.ClassifyPutStatus(
            (HttpStatusCode)status, new StorageError(code, message, IsHtml: false), PlainUrl).Describe());

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
        var classification =
            FailureClassifier.ClassifyPutStatus((HttpStatusCode)status, new StorageError(code, "", IsHtml: false), PlainUrl);

        Assert.Equal("UploadRejected RequestNewUrlOnce final UploadUrl", classification.Describe());
    }

    [Theory]
    [InlineData("If-None-Match", true)]
    [InlineData("x-goog-if-generation-match", true)]
    [InlineData("If-Match", false)]
    [InlineData("If-Unmodified-Since", false)]
    [InlineData("Bucket POST must be of the enclosure-type multipart/form-data", false)]
    public void A_412_means_an_existing_object_only_for_a_create_only_condition(string condition, bool exists)
    {
        var error = StorageError.Read(
            Encoding.UTF8.GetBytes($"<Error><Code>PreconditionFailed</Code><Condition>{condition}</Condition></Error>"), "application/xml");

        Assert.Equal(exists, FailureClassifier.ClassifyPutStatus(
            HttpStatusCode.PreconditionFailed, error, PlainUrl).Action == RecoveryAction.ObjectAlreadyExists);
    }

    [Fact]
    public void A_web_page_with_an_error_code_is_a_web_page()
    {
        var error = StorageError.Read(
            "<!DOCTYPE html><html><Code>BlobAlreadyExists</Code></html>"u8, "application/xml", headerCode: "BlobAlreadyExists");

        Assert.Equal(
            "CaptivePortal Retry transient Connection",
            FailureClassifier.ClassifyPutStatus(HttpStatusCode.Conflict, error, PlainUrl).Describe());
    }

    [Fact]
    public void Every_error_has_a_default_scope_and_none_of_them_reports_an_existing_object()
    {
        var scopes = Enum.GetValues<EventPicsError>().Select(error => (error, new EventPicsException(error, "m")));

        Assert.Equal(
            "Unknown Connection, ApiKeyRejected Account, NotFound Destination, InvalidRequest Upload, PayloadTooLarge Upload, RateLimited Account, UploadUrlExpired UploadUrl, " +
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
        FailureClassifier.ClassifyPutStatus(
            HttpStatusCode.Forbidden, new StorageError(code, "", IsHtml: false),
            new PresignedUrl(null, null, IsAzure: true, BindsContentType: false, SendsETag: false))
            .Describe());

    [Fact]
    public void A_signed_content_type_mismatch_retries_with_another_type() => Assert.Equal(
        "UploadRejected RetryWithOtherContentType final UploadUrl",
        FailureClassifier.ClassifyPutStatus(
            HttpStatusCode.Forbidden,
            new StorageError("SignatureDoesNotMatch", "", IsHtml: false),
            new PresignedUrl(null, null, IsAzure: false, BindsContentType: true, SendsETag: false)).Describe());

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
    [InlineData(nameof(TransportError.HandlerException), "Unknown Fail transient Connection")]
    public void Every_transport_error_is_classified(string error, string expected) =>
        Assert.Equal(expected, FailureClassifier.ClassifyTransportError(Enum.Parse<TransportError>(error)).Describe());
}
