using EventPics.HotFolder.Tests.Support;

namespace EventPics.HotFolder.Tests.Albums;

public class AlbumBySubfolderTests
{
    [Fact]
    public async Task Files_of_a_subfolder_go_to_the_album_of_its_name()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        var offline = true;
        await using var folder = await fixture.WatchAsync(options =>
        {
            options.AlbumBySubfolder = true;
            options.AlbumId = "all";
            options.FindAlbum = (title, _) => offline
                ? throw new EventPicsException(EventPicsError.Network, "Offline.", isTransient: true)
                : Task.FromResult(title == "Dance" ? "dance-id" : null);
        });
        fixture.Folder.Write("Dance/deep/a.jpg", TestMedia.Jpeg(seed: 1));
        fixture.Folder.Write("Other/b.jpg", TestMedia.Jpeg(seed: 3));
        fixture.Folder.Write("c.jpg", TestMedia.Jpeg(seed: 5));
        await Eventually.TrueAsync(() => folder.Status.Waiting.Count(file => file.Reason == WaitReason.Albums) == 2);
        offline = false;
        await Eventually.TrueAsync(() => folder.Status.Enqueued == 3);
        Assert.Equal(
            ["a.jpg dance-id", "b.jpg all", "c.jpg all"],
            (await fixture.ListAsync()).Select(upload => $"{upload.FileName} {upload.AlbumId}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_file_the_queue_rejects_does_not_stop_others()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await using var folder = await fixture.WatchAsync(options =>
            (options.AlbumBySubfolder, options.FindAlbum) = (true, static (_, _) => Task.FromResult<string?>("no id")));
        fixture.Folder.Write("Dance/bad.jpg", TestMedia.Jpeg(seed: 1));
        var good = TestMedia.Jpeg(seed: 3);
        fixture.Folder.Write("good.jpg", good);
        await Eventually.TrueAsync(() => folder.Status is { Failed: 1, Enqueued: 1 });
        await Eventually.TrueAsync(() => fixture.Events.Any(e => e is { Change: HotFolderChange.Failed, Message.Length: > 0 }));
        await fixture.AssertQueuedAsync(good);
    }

    [Fact]
    public async Task A_slow_album_lookup_delays_nothing_else_and_serves_all_waiting_files()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        var lookup = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var questions = 0;
        await using var folder = await fixture.WatchAsync(options => (options.AlbumBySubfolder, options.FindAlbum) = (true, (_, cancellationToken) =>
        {
            Interlocked.Increment(ref questions);
            return lookup.Task.WaitAsync(cancellationToken);
        }
        ));
        for (var i = 0; i < 10; i++)
        {
            fixture.Folder.Write($"Dance/{i}.jpg", TestMedia.Jpeg(seed: 2 * i));
        }

        await Eventually.TrueAsync(() => folder.Status.Waiting.Count(file => file.Reason == WaitReason.Albums) == 10);
        fixture.Folder.Write("root.jpg", TestMedia.Jpeg(seed: 99));
        await Eventually.TrueAsync(() => folder.Status.Enqueued == 1);
        Assert.DoesNotContain(
            fixture.Events, e => e.Change == HotFolderChange.Waiting && e.Path.EndsWith("root.jpg", StringComparison.Ordinal));

        lookup.SetResult("dance-id");
        await Eventually.TrueAsync(() => folder.Status.Enqueued == 11);
        Assert.Equal(1, questions);
        Assert.Equal(10, (await fixture.ListAsync()).Count(upload => upload.AlbumId == "dance-id"));
    }

    [Fact]
    public async Task A_running_album_lookup_does_not_delay_disposal()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        var isQueried = new TaskCompletionSource();
        var folder = await fixture.WatchAsync(options => (options.AlbumBySubfolder, options.FindAlbum) = (true, async (_, cancellationToken) =>
        {
            isQueried.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return null;
        }
        ));
        fixture.Folder.Write("Dance/a.jpg", TestMedia.Jpeg());
        await isQueried.Task.WaitAsync(TestTimeout.Default, TestContext.Current.CancellationToken);
        await folder.DisposeAsync().AsTask().WaitAsync(TestTimeout.Default, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Files_waiting_for_the_default_album_move_to_the_album_created_later()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        fixture.Folder.Write("Dance/a.jpg", TestMedia.Jpeg());
        await WaitUntilSettledAsync(fixture, album: null, enqueued: 1, known: 0);
        await WaitUntilSettledAsync(fixture, "dance-id", enqueued: 0, known: 1);
        Assert.Equal("dance-id", Assert.Single(await fixture.ListAsync()).AlbumId);
    }

    [Fact]
    public async Task Files_uploaded_to_the_default_album_stay_there()
    {
        var service = new FakeService();
        await using var fixture = await HotFolderFixture.OpenAsync(service);
        service.UploadsAllowed.SetResult();
        fixture.Folder.Write("Dance/a.jpg", TestMedia.Jpeg());
        await WaitUntilSettledAsync(fixture, album: null, enqueued: 1, known: 0);
        await fixture.Queue.WaitUntilIdleAsync(TestContext.Current.CancellationToken);
        await WaitUntilSettledAsync(fixture, "dance-id", enqueued: 0, known: 1);
        Assert.Equal("all", Assert.Single(await fixture.ListAsync()).AlbumId);
        Assert.Single(service.Hashes);
    }

    [Fact]
    public async Task A_copy_in_a_subfolder_goes_to_both_albums()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        fixture.Folder.Write("a.jpg", TestMedia.Jpeg());
        await WaitUntilSettledAsync(fixture, "dance-id", enqueued: 1, known: 0);
        fixture.Folder.Write("Dance/a.jpg", TestMedia.Jpeg());
        await WaitUntilSettledAsync(fixture, "dance-id", enqueued: 1, known: 1);
        Assert.Equal(["all", "dance-id"], (await fixture.ListAsync()).Select(upload => upload.AlbumId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_restart_reads_no_file_again()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        var written = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        string[] paths =
            [fixture.Folder.Write("Dance/a.jpg", TestMedia.Jpeg(seed: 1)), fixture.Folder.Write("b.jpg", TestMedia.Jpeg(seed: 3))];
        Array.ForEach(paths, path => File.SetLastWriteTimeUtc(path, written));
        await WaitUntilSettledAsync(fixture, "dance-id", enqueued: 2, known: 0);
        foreach (var path in paths)
        {
            // Only reading it would show the difference.
            await File.WriteAllBytesAsync(path, new byte[new FileInfo(path).Length], TestContext.Current.CancellationToken);
            File.SetLastWriteTimeUtc(path, written);
        }

        await WaitUntilSettledAsync(fixture, "dance-id", enqueued: 0, known: 2);
    }

    private static async Task WaitUntilSettledAsync(HotFolderFixture fixture, string? album, int enqueued, int known)
    {
        await using var folder = await fixture.WatchAsync(options =>
            (options.AlbumBySubfolder, options.AlbumId, options.FindAlbum) = (true, "all", (_, _) => Task.FromResult(album)));
        await HotFolderFixture.WaitUntilSettledAsync(folder);
        Assert.Equal((enqueued, known), (folder.Status.Enqueued, folder.Status.AlreadyKnown));
    }
}
