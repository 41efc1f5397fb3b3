using System.Globalization;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text.Json;

namespace EventPics.Tests.Adversary;

/// <summary>
/// EventPics and its storage in memory, with everything between them and the client: truthful, but otherwise random. A response that
/// confirms storage is sent for a stored photo only, and "exists already" for an object that exists.
/// </summary>
internal sealed class FakeService(Random random, SteppingTimeProvider time) : HttpMessageHandler
{
    private readonly List<Issued> _issued = [];
    private readonly HashSet<string> _lied = [];
    private readonly double _failureRate = random.NextDouble() * 0.9;
    private readonly bool _createOnly = random.Next(3) == 0;
    private readonly int _kind = random.Next(4);
    private readonly int _life = FakeResponse.Pick(random, 5, 60, 300, 300);

    /// <summary>The objects, by path.</summary>
    public Dictionary<string, byte[]> Objects { get; } = [];

    /// <summary>The requests and responses, printed when a seed fails.</summary>
    public List<string> Story { get; } = [];

    /// <summary>What is wrong with a request.</summary>
    public List<string> Violations { get; } = [];

    public int Requests { get; private set; }

    /// <summary>An additional event at a request: a cancellation, a disposal.</summary>
    public Action<int>? At { get; set; }

    /// <summary>The secrets that must not leak: the key, and the parts of every URL issued.</summary>
    public IEnumerable<string> Secrets => _issued.SelectMany(url => new[] { url.Signature, url.Path }).Append(AdversarialTests.Key);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests++;
        At?.Invoke(Requests);
        cancellationToken.ThrowIfCancellationRequested();
        return request.Method == HttpMethod.Put
            ? await PutAsync(request, cancellationToken).ConfigureAwait(false)
            : await IssueAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> IssueAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var json = await request.Content!.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        using var call = JsonDocument.Parse(json);
        var fileName = call.RootElement.GetProperty("fileName").GetString()!;
        if (random.NextDouble() >= _failureRate)
        {
            return await IssueAsync(request, fileName, cancellationToken).ConfigureAwait(false);
        }

        var echo = FakeResponse.Pick(random, "no", AdversarialTests.Key, json);
        switch (random.Next(10))
        {
            case 0:
                throw Broken(AdversarialTests.Key);
            case 1:
                Story.Add("url: hangs");
                return await Never.EndsAsync<HttpResponseMessage>(cancellationToken).ConfigureAwait(false);
            case 2:
                return Respond(request, "url", FakeResponse.Refusal(random, echo));
            case 3 or 4:
                return Respond(request, "url", FakeResponse.Failure(random, echo));
            case 5:
                return Respond(request, "url", FakeResponse.Redirect(random, echo));
            case 6:
                return Respond(request, "url", FakeResponse.Unproved(random, echo));
            case 7:
                return Respond(request, "url", FakeResponse.Json(FakeResponse.Pick(
                    random, "", "{}", "null", "[]", "{\"uploadUrl\":", "{\"uploadUrl\":7}", "{\"uploadUrl\":\"\"}", echo)));
            case 8:
                return Respond(request, "url", FakeResponse.Json(JsonSerializer.Serialize(new
                {
                    uploadUrl = FakeResponse.Pick(
                    random, "http://storage.example/1?sig=x", "https://127.0.0.1/1", "https://user:pw@storage.example/1",
                    "https://10.0.0.1/x", "ftp://storage.example/1", "//x", "https://localhost/1")
                })));
            default:
                // The URL of another photo, or of this one again.
                return _issued.Count == 0
                    ? await IssueAsync(request, fileName, cancellationToken).ConfigureAwait(false)
                    : Respond(request, "url again", FakeResponse.Json(
                        JsonSerializer.Serialize(new { uploadUrl = _issued[random.Next(_issued.Count)].Url })));
        }
    }

    private async Task<HttpResponseMessage> IssueAsync(HttpRequestMessage request, string fileName, CancellationToken cancellationToken)
    {
        if (random.Next(8) == 0)
        {
            await Task.Delay(TimeSpan.FromSeconds(random.Next(1, 40)), time, cancellationToken).ConfigureAwait(false);
        }

        var number = _issued.Count + 1;
        var (path, signature) = (string.Create(CultureInfo.InvariantCulture, $"/photos/canary-{number}-{fileName}"), string.Create(
            CultureInfo.InvariantCulture, $"5ec2e7{number:d4}"));
        var query = _kind switch
        {
            0 => $"X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires={_life}&X-Amz-SignedHeaders={FakeResponse.Pick(random, "host", "content-type%3Bhost")}&X-Amz-Signature={signature}",
            1 => $"X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Expires={_life}&X-Goog-SignedHeaders=host&X-Goog-Signature={signature}",
            2 => $"sv=2024-11-04&se={Uri.EscapeDataString((time.GetUtcNow() + TimeSpan.FromSeconds(_life)).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture))}&sp=cw&sig={signature}",
            _ => $"token={signature}",
        };
        var issued =
            new Issued($"https://bucket.storage.example{path}?{query}", path, signature, time.Elapsed + TimeSpan.FromSeconds(_life));
        _issued.Add(issued);
        return Respond(request, $"url {number}", FakeResponse.Json(JsonSerializer.Serialize(new { uploadUrl = issued.Url })));
    }

    private async Task<HttpResponseMessage> PutAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var url = _issued.Find(url => url.Url == request.RequestUri!.OriginalString);
        CheckPut(request, url);
        var name = $"put {_issued.IndexOf(url!) + 1}";
        var echo = FakeResponse.Pick(random, "no", url!.Signature, url.Url);
        var fails = random.NextDouble() < _failureRate;
        if (time.Elapsed >= url.ExpiresAt)
        {
            return Respond(request, name, Expired());
        }

        if (_createOnly && Objects.ContainsKey(url.Path) && random.Next(2) == 0)
        {
            return Respond(request, name, Exists());
        }

        var action = fails ? random.Next(14) : -1;
        switch (action)
        {
            case 0:
                Story.Add($"{name}: breaks immediately");
                throw Broken(url.Url);
            case 1:
                Story.Add($"{name}: hangs immediately");
                return await Never.EndsAsync<HttpResponseMessage>(cancellationToken).ConfigureAwait(false);
            case 2:
                return Respond(request, name + " unread", FakeResponse.Refusal(random, echo));
            case 3:
                return Respond(request, name + " unread", FakeResponse.Failure(random, echo));
        }

        var length = request.Content!.Headers.ContentLength!.Value;
        var breaks = action is 4 or 5 ? random.NextInt64(length) : long.MaxValue;
        var pace = action == 6 ? TimeSpan.FromMilliseconds(random.Next(1, 40_000)) : TimeSpan.Zero;
        var sink = new BodySink(time, breaks, hangs: action == 5, pace);
        Story.Add($"{name}: action {action}");
        await request.Content.CopyToAsync(sink, cancellationToken).ConfigureAwait(false);
        if (_createOnly && Objects.ContainsKey(url.Path))
        {
            return Respond(request, name, Exists());
        }

        var isStored = action is not (7 or 8 or 9);
        if (isStored)
        {
            Objects[url.Path] = sink.Bytes;
        }

        return await RespondAsync(request, name, url, action, echo, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> RespondAsync(
        HttpRequestMessage request, string name, Issued url, int action, string echo, CancellationToken cancellationToken)
    {
        switch (action)
        {
            case 7:
                return Respond(request, name
                    + " not stored", random.Next(2) == 0 ? FakeResponse.Refusal(random, echo) : FakeResponse.Redirect(random, echo));
            case 8 when _kind <= 1 && _lied.Add(url.Path):
                return Respond(request, name + " not stored", new FakeResponse(200)); // once, and without the ETag that would confirm it
            case 8 or 10:
                return Respond(request, name, FakeResponse.Unproved(random, echo));
            case 9 when random.Next(2) == 0:
                throw Broken(url.Url);
            case 9 or 11:
                return Respond(request, name, FakeResponse.Failure(random, echo));
            case 12:
                Story.Add($"{name}: stored, response lost");
                return random.Next(2) == 0
                    ? throw Broken(url.Url)
                    : await Never.EndsAsync<HttpResponseMessage>(cancellationToken).ConfigureAwait(false);
            case 13:
                await Task.Delay(TimeSpan.FromSeconds(random.Next(1, 100)), time, cancellationToken).ConfigureAwait(false);
                break;
        }

        var hasETag = _kind == 2 || random.Next(4) > 0;
        return Respond(request, name + " stored", new FakeResponse(
            _kind == 2 ? 201 : FakeResponse.Pick(random, 200, 201, 204))
        { ETag = hasETag ? $"\"{url.Path.Length}\"" : "" });
    }

    private HttpResponseMessage Respond(HttpRequestMessage request, string name, FakeResponse response)
    {
        Story.Add($"{name}: {response}");
        return response.ToResponse(time, request);
    }

    private FakeResponse Exists() => _kind switch
    {
        2 when random.Next(2) == 0 => new(403, "<Error><Code>UnauthorizedBlobOverwrite</Code></Error>", "application/xml"),
        2 => new(409) { HeaderCode = "BlobAlreadyExists" },
        _ => new(412, "<Error><Code>PreconditionFailed</Code><Condition>If-None-Match</Condition></Error>", "application/xml"),
    };

    private FakeResponse Expired() => _kind switch
    {
        0 => new(403, "<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>", "application/xml"),
        1 => new(400, "<Error><Code>ExpiredToken</Code></Error>", "application/xml"),
        2 => new(403, "<Error><Code>AuthenticationFailed</Code></Error>", "application/xml"),
        _ => new(403, "", ""),
    };

    private Exception Broken(string secret) => random.Next(8) switch
    {
        0 => new HttpRequestException("Connection refused", new SocketException(111)),
        1 => new IOException("Unable to read data from the transport connection."),
        2 =>
            new HttpRequestException(
                "The SSL connection could not be established.", new AuthenticationException("The remote certificate is invalid.")),
        3 => new HttpRequestException(HttpRequestError.InvalidResponse, $"Received an invalid status line: '{secret}'."),
        4 => new TaskCanceledException("A connection could not be established.", new TimeoutException()),
        5 => new HttpRequestException($"Sending to {secret} failed."),
        6 => new HttpRequestException(
            HttpRequestError.ResponseEnded, "The response ended prematurely.", new HttpIOException(HttpRequestError.ResponseEnded, secret)),
        _ => new HttpRequestException(HttpRequestError.NameResolutionError, "Name or service not known (bucket.storage.example:443)"),
    };

    private void CheckPut(HttpRequestMessage request, Issued? url)
    {
        if (url is null)
        {
            Violations.Add("A PUT went to a URL that was never issued.");
        }

        if (request.Headers.Concat(request.Content!.Headers)
            .Any(header => string.Join(",", header.Value).Contains(AdversarialTests.Key, StringComparison.Ordinal)) ||
            request.Headers.Authorization is not null)
        {
            Violations.Add("The key went along with a PUT.");
        }
    }

    private sealed record Issued(string Url, string Path, string Signature, TimeSpan ExpiresAt);
}
