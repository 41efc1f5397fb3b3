using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Local;
using EventPics.Queue.Internal.Sqlite;

namespace EventPics.Queue.Tests.Session;

[Collection(nameof(NonParallel))]
public sealed class LargeBacklogTests : IDisposable
{
    private const int Count = 10_000;
    private const long MaxMemory = 4 * 1024 * 1024; // a photo's row alone takes about 500 bytes in memory

    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task F088_Ten_thousand_waiting_photos_use_no_memory()
    {
        var paths = new QueuePaths(_folder.PathOf("queue"));
        Directory.CreateDirectory(paths.Folder);
        await FillAsync(paths.Database);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await using var queue =
            await UploadQueue.OpenWithoutSendingAsync(new UploadQueueOptions { Folder = paths.Folder }, cancellationToken: Token);
        var waiting = (await queue.GetStatusAsync(Token)).Waiting;

        Assert.Equal(Count, waiting);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, MaxMemory);
    }

    private static async Task FillAsync(string database)
    {
        await using var storage = SqliteStorage.Open(database);
        await storage.RebuildAsync([.. Enumerable.Range(0, Count).Select(n => new QueueJob
        {
            Id = $"id{n}",
            LinkId = "wedding",
            FileName = $"p{n}.jpg",
            ContentType = "image/jpeg",
            Length = 1000 + n,
            Sha256 = n.ToString("x64", null),
            EnqueuedAt = DateTimeOffset.UnixEpoch.AddSeconds(n),
        })]);
    }
}
