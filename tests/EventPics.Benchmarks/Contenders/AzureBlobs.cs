using Azure.Storage.Blobs;

namespace EventPics.Benchmarks.Contenders;

/// <summary>Azure's client with the same work: it sends to a link, for which it has to be asked by hand.</summary>
internal sealed class AzureBlobs(Uri sink) : IContender
{
    private readonly LinkCall _links = new(sink);

    public async Task UploadAsync(string file)
    {
        var blob = new BlobClient(await _links.AskAsync(file));
        await using var stream = File.OpenRead(file);
        await blob.UploadAsync(stream);
    }

    public void Dispose() => _links.Dispose();
}
