using System.Net;
using RichardSzalay.MockHttp;

namespace EventPics.Tests.Support;

/// <summary>A client over a mock of the network, for what a socket can't show: the exact requests, and any response.</summary>
internal sealed class MockTransport : IDisposable
{
    public const string Key = "key-0123456789";
    public const string ListUrl = "https://api.eventpics.net/geteventsandalbums";
    public const string CreateUploadUrl = "https://api.eventpics.net/getuploadurl";
    public const string StorageUrl = "https://bucket.storage.example/pictures/1";
    public const string SignedStorageUrl = StorageUrl + "?X-Amz-Expires=300&X-Amz-Signature=0123456789abcdef";

    private readonly MockHttpMessageHandler _mock = new();
    private readonly List<SentRequest> _sent = [];

    public MockTransport(Action<EventPicsClientOptions>? configure = null)
    {
        var options = new EventPicsClientOptions { ApiKey = Key, MaxRetries = 0 };
        options.ApiTimeout =
            options.StallTimeout = options.ResponseTimeout = TimeSpan.FromDays(1); // longer than a FastForwardTimeProvider skips
        configure?.Invoke(options);
        Client = new EventPicsClient(new HttpClient(_mock) { Timeout = Timeout.InfiniteTimeSpan }, options);
    }

    public EventPicsClient Client { get; }

    /// <summary>The requests sent, in order.</summary>
    public IReadOnlyList<SentRequest> Sent => _sent;

    public static string UploadUrlResponse(string uploadUrl = SignedStorageUrl) => $$"""{"uploadUrl":"{{uploadUrl}}"}""";

    public static HttpResponseMessage Stored() => Stored(HttpStatusCode.OK);

    public static HttpResponseMessage Stored(HttpStatusCode status)
    {
        var response = new HttpResponseMessage(status);
        response.Headers.TryAddWithoutValidation("ETag", "\"wire\"");
        return response;
    }

    public static UploadRequest Upload(int length = 1000) => new("abcd1234", "photo.jpg", UploadContent.FromBytes(TestImages.Jpeg(length)));

    /// <summary>Expects one request, in order.</summary>
    public MockTransport Expect(HttpMethod method, string url, Func<HttpResponseMessage> response)
    {
        _mock.Expect(method, url).Respond(async request =>
        {
            _sent.Add(await SentRequest.ReadAsync(request));
            return response();
        });
        return this;
    }

    public MockTransport ExpectList(string json) => Expect(HttpMethod.Get, ListUrl, () => Json(json));

    public MockTransport ExpectUploadUrl(string json) => Expect(HttpMethod.Post, CreateUploadUrl, () => Json(json));

    public MockTransport ExpectPut(Func<HttpResponseMessage> response) => Expect(HttpMethod.Put, StorageUrl, response);

    public MockTransport ExpectPut(HttpStatusCode status = HttpStatusCode.OK) => ExpectPut(() => Stored(status));

    /// <summary>Expects a PUT whose connection fails before a byte was sent.</summary>
    public MockTransport ExpectUnreachableStorage(string url = StorageUrl)
    {
        _mock.Expect(HttpMethod.Put, url).Throw(new HttpRequestException("No route to host."));
        return this;
    }

    /// <summary>All expected calls were made.</summary>
    public void Verify() => _mock.VerifyNoOutstandingExpectation();

    public void Dispose()
    {
        Client.Dispose();
        _mock.Dispose();
    }

    private static HttpResponseMessage Json(string json) => new(HttpStatusCode.OK)
    {
        Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json"),
    };
}
