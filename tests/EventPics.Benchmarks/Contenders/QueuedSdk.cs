using EventPics.Queue;
using EventPics.Tests.Shared;

namespace EventPics.Benchmarks.Contenders;

/// <summary>The SDK with the durable queue on top: on disk first, then sent. Measured until the photo is confirmed.</summary>
internal sealed class QueuedSdk : IContender
{
    private readonly EventPicsClient _client;
    private readonly TempFolder _folder = new();
    private readonly Lazy<Task<UploadQueue>> _queue;
    private int _albums;

    public QueuedSdk(Uri sink)
    {
        _client = new EventPicsClient(new EventPicsClientOptions { ApiKey = "key", BaseAddress = sink });
        _queue = new(() => UploadQueue.OpenAsync(_client, new UploadQueueOptions { Folder = _folder.PathOf("queue") }));
    }

    public async Task UploadAsync(string file)
    {
        var queue = await _queue.Value;

        // The same bytes are sent to an album once, so each photo gets its own album.
        var job = await queue.EnqueueAsync("abcd1234", file, $"a{Interlocked.Increment(ref _albums)}");
        await queue.WaitForAsync(job.Id);
    }

    public void Dispose()
    {
        _queue.Value.GetAwaiter().GetResult().Dispose();
        _client.Dispose();
        _folder.Dispose();
    }
}
