using EventPics.HotFolder.Tests.Support;

namespace EventPics.HotFolder.Tests.Loop;

/// <summary>Folders and hot folders that appear and disappear.</summary>
public class HotFolderWatcherLifetimeTests
{
    [Fact]
    public async Task F081_A_folder_that_is_missing_removed_and_recreated_is_watched_again()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        var root = Path.Combine(fixture.Folder.Path, "later");
        await using var folder = await fixture.WatchAsync(options => options.Path = root);
        await Eventually.TrueAsync(() => folder.Status is { IsReachable: false, Problem: not null });

        byte[][] files = [TestMedia.Jpeg(seed: 1), TestMedia.Jpeg(seed: 3), TestMedia.Jpeg(seed: 5)];
        fixture.Folder.Write("later/a.jpg", files[0]);
        await fixture.AssertQueuedAsync(files[0]);
        Assert.True(folder.Status.IsReachable);

        Directory.Delete(root, recursive: true);
        // At least: a folder that is just being created or deleted may be lost and found once more.
        await Eventually.TrueAsync(
            () => !folder.Status.IsReachable && fixture.Events.Count(e => e.Change == HotFolderChange.FolderLost) >= 2);
        fixture.Folder.Write("later/b.jpg", files[1]);
        await fixture.AssertQueuedAsync(files[0], files[1]);

        // Deleted and recreated faster than any check.
        Directory.Delete(root, recursive: true);
        fixture.Folder.Write("later/c.jpg", files[2]);
        await fixture.AssertQueuedAsync(files);
    }

    [Fact]
    public async Task A_restart_enqueues_nothing_twice()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        byte[][] files = [TestMedia.Jpeg(seed: 1), TestMedia.Jpeg(seed: 3)];
        var old = fixture.Folder.Write("a.jpg", files[0]);
        fixture.Folder.Write("b.jpg", files[1]);
        File.SetLastWriteTimeUtc(old, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        for (var i = 0; i < 3; i++)
        {
            await using var folder = await fixture.WatchAsync();
            await HotFolderFixture.WaitUntilSettledAsync(folder);
            Assert.Equal((i == 0 ? 2 : 0, i == 0 ? 0 : 2), (folder.Status.Enqueued, folder.Status.AlreadyKnown));
        }

        await fixture.AssertQueuedAsync(files);
    }

    [Fact]
    public async Task Two_watchers_of_one_folder_enqueue_each_photo_once()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await using var otherQueue = await fixture.OpenQueueAsync();
        await fixture.WatchAsync();
        await fixture.WatchAsync(queue: otherQueue);
        var files = Enumerable.Range(0, 40).Select(i => TestMedia.Jpeg(seed: 2 * i)).ToArray();
        for (var i = 0; i < files.Length; i++)
        {
            fixture.Folder.Write($"{i}.jpg", files[i]);
        }

        await Eventually.TrueAsync(
            () => fixture.Events.Count(e => e.Change is HotFolderChange.Enqueued or HotFolderChange.AlreadyKnown) == 2 * files.Length);
        await fixture.AssertQueuedAsync(files);
    }

    [Fact]
    public async Task Disposal_ends_all_pending_scans()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        for (var i = 0; i < 100; i++)
        {
            var folder = await fixture.WatchAsync();
            var scans = Enumerable.Range(0, 4).Select(_ => folder.ScanAsync(TestContext.Current.CancellationToken)).ToList();
            var end = folder.DisposeAsync().AsTask();
            await Task.WhenAll([.. scans.Select(EndAsync), end]).WaitAsync(TestTimeout.Default, TestContext.Current.CancellationToken);
        }

        static async Task EndAsync(Task scan)
        {
            try
            {
                await scan;
            }
            catch (OperationCanceledException)
            {
                // It was disposed first.
            }
        }
    }

    [Fact]
    public async Task An_event_handler_that_throws_or_hangs_stops_nothing()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await using var folder = await fixture.WatchAsync();
        using var hang = new ManualResetEventSlim();
        folder.Changed += (_, _) => hang.Wait(TestContext.Current.CancellationToken);
        folder.Changed += (_, _) => throw new InvalidOperationException("A bug in a listener");
        var files = new[] { TestMedia.Jpeg(seed: 1), TestMedia.Jpeg(seed: 3) };
        fixture.Folder.Write("a.jpg", files[0]);
        fixture.Folder.Write("b.jpg", files[1]);
        await fixture.AssertQueuedAsync(files);
        hang.Set();
        await Eventually.TrueAsync(() => fixture.Events.Count(e => e.Change == HotFolderChange.Enqueued) == 2);
    }

    [Fact]
    public async Task A_disposed_watcher_throws()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        var folder = await fixture.WatchAsync();
        await HotFolderFixture.WaitUntilSettledAsync(folder);
        await folder.DisposeAsync();
        await folder.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => folder.ScanAsync(TestContext.Current.CancellationToken));
    }
}
