using System.Net.Http.Headers;

namespace EventPics.Benchmarks.Contenders;

/// <summary>
/// The floor: the least code that requests an upload URL and sends a file to it, without retries, progress, logs or checks.
/// </summary>
internal sealed class HandWritten(Uri sink) : IContender
{
    private readonly UploadUrlCall _uploadUrls = new(sink);

    public async Task UploadAsync(string file)
    {
        var url = await _uploadUrls.CreateAsync(file);
        await using var stream = File.OpenRead(file);
        using var body = new StreamContent(stream);
        body.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        using var stored = await _uploadUrls.Http.PutAsync(url, body);
        stored.EnsureSuccessStatusCode();
    }

    public void Dispose() => _uploadUrls.Dispose();
}
