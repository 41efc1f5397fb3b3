using System.Net.Http.Headers;
using Polly;
using Polly.Retry;

namespace EventPics.Benchmarks.Contenders;

/// <summary>The code to compare with: the floor, with a Polly retry around each of its two calls.</summary>
internal sealed class HandWrittenWithPolly(Uri sink) : IContender
{
    private readonly UploadUrlCall _uploadUrls = new(sink);
    private readonly ResiliencePipeline _retry = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions { BackoffType = DelayBackoffType.Exponential, UseJitter = true })
        .Build();

    public async Task UploadAsync(string file)
    {
        var url = await _retry.ExecuteAsync(async _ => await _uploadUrls.CreateAsync(file));
        await _retry.ExecuteAsync(async token =>
        {
            await using var stream = File.OpenRead(file);
            using var body = new StreamContent(stream);
            body.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
            using var stored = await _uploadUrls.Http.PutAsync(url, body, token);
            stored.EnsureSuccessStatusCode();
        });
    }

    public void Dispose() => _uploadUrls.Dispose();
}
