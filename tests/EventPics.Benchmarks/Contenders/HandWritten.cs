using System.Net.Http.Headers;

namespace EventPics.Benchmarks.Contenders;

/// <summary>The floor: the least code that asks for a link and sends a file there, without retries, progress, logs or checks.</summary>
internal sealed class HandWritten(Uri sink) : IContender
{
    private readonly LinkCall _links = new(sink);

    public async Task UploadAsync(string file)
    {
        var link = await _links.AskAsync(file);
        await using var stream = File.OpenRead(file);
        using var body = new StreamContent(stream);
        body.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        using var stored = await _links.Http.PutAsync(link, body);
        stored.EnsureSuccessStatusCode();
    }

    public void Dispose() => _links.Dispose();
}
