using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EventPics.Benchmarks.Contenders;

/// <summary>Requests an upload URL with the least code, without retries or checks.</summary>
internal sealed partial class UploadUrlCall(Uri sink) : IDisposable
{
    private readonly Uri _url = new(sink, "getuploadurl");

    public HttpClient Http { get; } = new() { Timeout = Timeout.InfiniteTimeSpan };

    public async Task<Uri> CreateAsync(string file)
    {
        using var request = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(
            new Request("key", "abcd1234", Path.GetFileName(file)), WireJson.Default.Request));
        request.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await Http.PostAsync(_url, request);
        response.EnsureSuccessStatusCode();
        var body = JsonSerializer.Deserialize(await response.Content.ReadAsByteArrayAsync(), WireJson.Default.Response);
        return new Uri(body!.UploadUrl!);
    }

    public void Dispose() => Http.Dispose();

    internal sealed record Request(string ApiKey, string LinkId, string FileName);

    internal sealed record Response
    {
        public string? UploadUrl { get; set; }
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(Request))]
    [JsonSerializable(typeof(Response))]
    private sealed partial class WireJson : JsonSerializerContext;
}
