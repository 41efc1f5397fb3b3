using System.Globalization;
using System.Net;
using EventPics.Internal.Failures;
using EventPics.Internal.PresignedUrls;

namespace EventPics.Tests.Failures;

/// <summary>The classification of every status.</summary>
public sealed class FailureClassifierStatusTests
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

    private static readonly StorageError NoError = new("", "", IsHtml: false);

    [Fact]
    public void Every_status_of_the_api_is_classified() =>
        AssertTable(OfApi, status => FailureClassifier.ClassifyApiStatus((HttpStatusCode)status, isHtml: false));

    [Fact]
    public void Every_status_of_a_web_page_in_place_of_the_API_is_classified() =>
        AssertTable(OfApiPage, status => FailureClassifier.ClassifyApiStatus((HttpStatusCode)status, isHtml: true));

    [Fact]
    public void Every_status_of_the_storage_is_classified() =>
        AssertTable(OfPut, status => FailureClassifier.ClassifyPutStatus((HttpStatusCode)status, NoError, PlainUrl));

    [Fact]
    public void Every_status_of_a_web_page_in_place_of_the_storage_is_classified_regardless_of_its_text() => AssertTable(
        OfPutPage,
        status => FailureClassifier.ClassifyPutStatus(
            (HttpStatusCode)status, new StorageError("ExpiredRequest", "expired", IsHtml: true), PlainUrl));

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
        Assert.Equal(expected.Values, every.Select(status => $"{status} {classify(status).Describe()}"));
    }
}
