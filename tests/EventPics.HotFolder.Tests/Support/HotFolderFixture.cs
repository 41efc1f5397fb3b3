using System.Collections.Concurrent;
using System.Security.Cryptography;
using EventPics.Queue;

namespace EventPics.HotFolder.Tests.Support;

/// <summary>A folder, a queue and the watchers that connect them.</summary>
internal sealed class HotFolderFixture : IAsyncDisposable
{
    public const string LinkId = "wedding";

    private readonly TempFolder _queueFolder = new();
    private readonly List<HotFolderWatcher> _hotFolders = [];

    public TempFolder Folder { get; } = new();

    public UploadQueue Queue { get; private set; } = null!;

    public ConcurrentQueue<HotFolderEventArgs> Events { get; } = new();

    public static async Task<HotFolderFixture> OpenAsync(EventPicsClient? client = null)
    {
        var fixture = new HotFolderFixture();
        fixture.Queue = await fixture.OpenQueueAsync(client);
        return fixture;
    }

    /// <summary>Opens the same queue once more, as another process does.</summary>
    public Task<UploadQueue> OpenQueueAsync(EventPicsClient? client = null)
    {
        var options = new UploadQueueOptions { Folder = _queueFolder.Path };
        return client is null
            ? UploadQueue.OpenWithoutSendingAsync(options, null, TestContext.Current.CancellationToken)
            : UploadQueue.OpenAsync(client, options, null, TestContext.Current.CancellationToken);
    }

    public HotFolderOptions Options() => new() { Path = Folder.Path, LinkId = LinkId };

    public Task<HotFolderWatcher> WatchAsync(Action<HotFolderOptions>? configure = null, UploadQueue? queue = null)
    {
        var options = Options();
        configure?.Invoke(options);
        return WatchAsync(options, queue);
    }

    public async Task<HotFolderWatcher> WatchAsync(HotFolderOptions options, UploadQueue? queue = null)
    {
        var folder = await HotFolderWatcher.OpenAsync(queue ?? Queue, options, null, TestContext.Current.CancellationToken);
        folder.Changed += (_, e) => Events.Enqueue(e);
        _hotFolders.Add(folder);
        return folder;
    }

    /// <summary>Watches a folder for an event until everything in it is settled.</summary>
    public async Task<HotFolderStatus> WatchOnceAsync(string path, string linkId, bool resend = false)
    {
        await using var watch = await WatchAsync(options => (options.Path, options.LinkId, options.Resend) = (path, linkId, resend));
        await WaitUntilSettledAsync(watch);
        return watch.Status;
    }

    public static Task WaitUntilSettledAsync(HotFolderWatcher folder) =>
        folder.WaitUntilSettledAsync(TestContext.Current.CancellationToken)
            .WaitAsync(TestTimeout.Default, TestContext.Current.CancellationToken);

    public Task<IReadOnlyList<QueuedUpload>> ListAsync() => Queue.ListAsync(null, int.MaxValue, TestContext.Current.CancellationToken);

    public async Task<string[]> HashesAsync() => [.. (await ListAsync()).Select(upload => upload.Sha256).Order(StringComparer.Ordinal)];

    public Task AssertQueuedAsync(params byte[][] files) => AssertQueuedAsync(files.AsEnumerable());

    /// <summary>Waits until the queue contains exactly these bytes, each once.</summary>
    public async Task AssertQueuedAsync(IEnumerable<byte[]> files)
    {
        var expected = files.Select(Hash).Order(StringComparer.Ordinal).ToArray();
        try
        {
            await Eventually.TrueAsync(async () => (await ListAsync()).Count >= expected.Length);
        }
        catch (TimeoutException)
        {
            // The assertion below shows what is missing.
        }

        Assert.Equal(expected, await HashesAsync());
    }

    public static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public async ValueTask DisposeAsync()
    {
        foreach (var folder in _hotFolders)
        {
            await folder.DisposeAsync();
        }

        await Queue.DisposeAsync();
        Folder.Dispose();
        _queueFolder.Dispose();
    }
}
