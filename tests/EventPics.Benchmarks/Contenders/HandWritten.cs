using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EventPics.Benchmarks.Contenders;

/// <summary>The floor: the least code that asks for a link and sends a file there, without retries, progress, logs or checks.</summary>
internal sealed partial class HandWritten(Uri sink) : IContender
{
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly Uri _linkUrl = new(sink, "getuploadurl");

    public async Task UploadAsync(string file)
    {
        using var call = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(
            new LinkCall("key", "abcd1234", Path.GetFileName(file)), WireJson.Default.LinkCall));
        call.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await _http.PostAsync(_linkUrl, call);
        answer.EnsureSuccessStatusCode();
        var link = await answer.Content.ReadFromJsonAsync(WireJson.Default.Link);

        await using var stream = File.OpenRead(file);
        using var body = new StreamContent(stream);
        body.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        using var stored = await _http.PutAsync(link!.UploadUrl, body);
        stored.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();

    internal sealed record LinkCall(string ApiKey, string LinkId, string FileName);

    internal sealed record Link(string UploadUrl);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(LinkCall))]
    [JsonSerializable(typeof(Link))]
    private sealed partial class WireJson : JsonSerializerContext;
}
