using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EventPics.Benchmarks.Contenders;

/// <summary>Asks for a link with the least code, without retries or checks.</summary>
internal sealed partial class LinkCall(Uri sink) : IDisposable
{
    private readonly Uri _url = new(sink, "getuploadurl");

    public HttpClient Http { get; } = new() { Timeout = Timeout.InfiniteTimeSpan };

    public async Task<Uri> AskAsync(string file)
    {
        using var call = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(
            new Call("key", "abcd1234", Path.GetFileName(file)), WireJson.Default.Call));
        call.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await Http.PostAsync(_url, call);
        answer.EnsureSuccessStatusCode();
        var link = JsonSerializer.Deserialize(await answer.Content.ReadAsByteArrayAsync(), WireJson.Default.Link);
        return new Uri(link!.UploadUrl!);
    }

    public void Dispose() => Http.Dispose();

    internal sealed record Call(string ApiKey, string LinkId, string FileName);

    internal sealed record Link
    {
        public string? UploadUrl { get; set; }
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(Call))]
    [JsonSerializable(typeof(Link))]
    private sealed partial class WireJson : JsonSerializerContext;
}
