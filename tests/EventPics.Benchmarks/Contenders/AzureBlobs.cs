using Azure.Storage.Blobs;

namespace EventPics.Benchmarks.Contenders;

/// <summary>Azure's client with the same work: it sends to an upload URL, which has to be requested by hand.</summary>
internal sealed class AzureBlobs(Uri sink) : IContender
{
    private readonly UploadUrlCall _uploadUrls = new(sink);

    public async Task UploadAsync(string file)
    {
        var blob = new BlobClient(await _uploadUrls.CreateAsync(file));
        await using var stream = File.OpenRead(file);
        await blob.UploadAsync(stream);
    }

    public void Dispose() => _uploadUrls.Dispose();
}
