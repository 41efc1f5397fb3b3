using Azure.Storage.Blobs;

namespace EventPics.Benchmarks.Contenders;

/// <summary>Azure's client, which has no link to ask for: it saves one of the two calls.</summary>
internal sealed class AzureBlobs(Uri sink) : IContender
{
    private readonly BlobContainerClient _container = new(new Uri(sink, "account/container?sv=2025-01-05&sig=c2luaw%3D%3D"));
    private int _count;

    public async Task UploadAsync(string file)
    {
        var blob = _container.GetBlobClient($"{Interlocked.Increment(ref _count)}.jpg");
        await using var stream = File.OpenRead(file);
        await blob.UploadAsync(stream);
    }

    public void Dispose()
    {
    }
}
