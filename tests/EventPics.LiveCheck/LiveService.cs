using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EventPics.LiveCheck;

/// <summary>The service as it is: one request, one response, without the library's retries.</summary>
internal sealed class LiveService : IDisposable
{
    public const string EventsPath = "/geteventsandalbums";
    public const string UploadUrlPath = "/getuploadurl";

    private readonly LiveCheckOptions _options;
    private readonly Recorder _recorder;
    private readonly HttpClient _http;
    private readonly string _run;

    public LiveService(LiveCheckOptions options, DateTimeOffset now)
    {
        _options = options;
        _run = now.ToString("HHmmss", System.Globalization.CultureInfo.InvariantCulture);
        Redactor = new Redactor(options.ApiKey);
        var transport = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            Expect100ContinueTimeout = options.ContinueTimeout,
        };
        _recorder = new Recorder(Redactor, transport);
        _http = new HttpClient(_recorder) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public Redactor Redactor { get; }

    public string ApiKey => _options.ApiKey;

    public TimeSpan ContinueTimeout => _options.ContinueTimeout;

    /// <summary>Called with each upload URL that the service issues.</summary>
    public Action<UploadUrlFacts>? UploadUrlReceived { get; set; }

    public string LinkId => _options.LinkId;

    public string AlbumId => _options.AlbumId;

    /// <summary>A name that no other run uses and that a person finds in the album.</summary>
    public string FileName(string name) => $"livecheck-{_run}-{name}";

    public IReadOnlyList<RawResponse> TakeResponses() => _recorder.Take();

    /// <summary>The library on the same connection, without retries: what it makes of a response.</summary>
    public EventPicsClient CreateClient(string? apiKey = null) => new(
        _http, new EventPicsClientOptions { ApiKey = apiKey ?? ApiKey, BaseAddress = _options.BaseAddress, MaxRetries = 0 });

    public Task<Reply> ListAsync(Action<HttpRequestHeaders> authorize, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_options.BaseAddress, EventsPath));
        authorize(request.Headers);
        return SendAsync(request, cancellationToken);
    }

    public Task<Reply> RequestUploadUrlAsync(string fileName, CancellationToken cancellationToken, Action<JsonObject>? change = null)
    {
        var body = new JsonObject
        {
            ["apiKey"] = ApiKey,
            ["linkId"] = LinkId,
            ["albumId"] = AlbumId,
            ["fileName"] = fileName,
        };
        change?.Invoke(body);
        return SendAsync(
            new HttpRequestMessage(HttpMethod.Post, new Uri(_options.BaseAddress, UploadUrlPath))
            {
                Content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json"),
            },
            cancellationToken);
    }

    /// <exception cref="QuestionFailedException">The service issued none.</exception>
    public async Task<Uri> GetUploadUrlAsync(string fileName, CancellationToken cancellationToken, Action<JsonObject>? change = null)
    {
        var reply = await RequestUploadUrlAsync(fileName, cancellationToken, change);
        return FindUploadUrl(reply) ?? throw new QuestionFailedException($"getuploadurl returned {reply.Status} and no upload URL");
    }

    /// <summary>The upload URL in a response, or null.</summary>
    public Uri? FindUploadUrl(Reply reply)
    {
        try
        {
            if (reply.IsSuccess && JsonNode.Parse(reply.Body)?["uploadUrl"]?.GetValue<string>() is { } text
                && Uri.TryCreate(text, UriKind.Absolute, out var url))
            {
                Redactor.Add(url);
                UploadUrlReceived?.Invoke(UploadUrlFacts.Read(url));
                return url;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The caller reports that there is no upload URL; the report shows the response.
        }

        return null;
    }

    public Task<Reply> PutAsync(Uri uploadUrl, byte[] bytes, string contentType, CancellationToken cancellationToken)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        return PutAsync(uploadUrl, content, cancellationToken);
    }

    public Task<Reply> PutAsync(Uri uploadUrl, HttpContent content, CancellationToken cancellationToken, bool expectContinue = false)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, uploadUrl) { Content = content };
        request.Headers.ExpectContinue = expectContinue;
        return SendAsync(request, cancellationToken);
    }

    /// <summary>What a browser asks before a page of another site may send the request.</summary>
    public Task<Reply> PreflightAsync(Uri url, string method, CancellationToken cancellationToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Options, url);
        request.Headers.Add("Origin", "https://booth.example");
        request.Headers.Add("Access-Control-Request-Method", method);
        request.Headers.Add("Access-Control-Request-Headers", "content-type");
        return SendAsync(request, cancellationToken);
    }

    public Uri ApiUrl(string path) => new(_options.BaseAddress, path);

    public void Dispose() => _http.Dispose();

    private async Task<Reply> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var _ = request;
        using var response = await _http.SendAsync(request, cancellationToken);
        return new Reply((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken), response.Headers);
    }
}
