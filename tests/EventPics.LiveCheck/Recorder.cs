using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EventPics.LiveCheck;

/// <summary>Sees every response, whether a question or the library asked for it.</summary>
internal sealed class Recorder(Redactor redactor, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int MaxBody = 1024 * 1024;
    private const int MaxShown = 2000;

    private readonly List<RawResponse> _responses = [];

    public IReadOnlyList<RawResponse> Take()
    {
        RawResponse[] responses = [.. _responses];
        _responses.Clear();
        return responses;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            await response.Content.LoadIntoBufferAsync(MaxBody, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            _responses.Add(new RawResponse(
                Describe(request), (int)response.StatusCode, [.. Headers(response)], Show(request, body), Elapsed(started)));
            return response;
        }
        catch (Exception e)
        {
            _responses.Add(new RawResponse(Describe(request), null, [], redactor.Redact(e.Message), Elapsed(started)));
            throw;
        }
    }

    private static long Elapsed(long started) => (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds;

    private static string Describe(HttpRequestMessage request)
    {
        var path = request.RequestUri!.AbsolutePath;
        var what = path is LiveService.EventsPath or LiveService.UploadUrlPath ? path : "upload URL";
        if (request.Method != HttpMethod.Put)
        {
            return $"{request.Method} {what}";
        }

        var headers = request.Content?.Headers;
        var length = headers?.ContentLength is { } bytes ? $"{bytes} bytes" : "chunked";
        return $"PUT {what} ({headers?.ContentType?.ToString() ?? "no type"}, {length})";
    }

    private string Show(HttpRequestMessage request, string body)
    {
        var shown = request.RequestUri!.AbsolutePath == LiveService.EventsPath ? HideTexts(body) : body;
        shown = redactor.Redact(shown);
        return shown.Length <= MaxShown ? shown : shown[..MaxShown] + "...";
    }

    // The list holds the link of every event of the account, with which a guest gets in.
    private static string HideTexts(string body)
    {
        try
        {
            return JsonNode.Parse(body) is JsonObject list && list.ContainsKey("events") ? HideTexts(list)!.ToJsonString() : body;
        }
        catch (JsonException)
        {
            return body;
        }
    }

    private static JsonNode? HideTexts(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, HideTexts(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(HideTexts)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => "...",
        _ => node?.DeepClone(),
    };

    private IEnumerable<string> Headers(HttpResponseMessage response) =>
        from header in response.Headers.Concat(response.Content.Headers)
        where !header.Key.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase)
        select $"{header.Key}: {redactor.Redact(string.Join(", ", header.Value))}";
}
