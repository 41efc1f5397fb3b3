using EventPics.HotFolder.Tests.Support;
using EventPics.Queue;

namespace EventPics.HotFolder.Tests.Loop;

public class HotFolderWatcherTests
{
    [Fact]
    public async Task A_photo_is_enqueued_with_event_album_and_capture_time()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await using var folder = await fixture.WatchAsync(options => options.AlbumId = "dance");
        var photo = TestMedia.Jpeg(TestExif.Exif("2018:11:05 11:35:00", "+02:00"));
        var path = fixture.Folder.Write("a.jpg", photo);

        await fixture.AssertQueuedAsync(photo);

        var upload = Assert.Single(await fixture.ListAsync());
        Assert.Equal(
            (HotFolderFixture.LinkId, "dance", "a.jpg", path), (upload.LinkId, upload.AlbumId, upload.FileName, upload.SourcePath));
        Assert.Equal(new DateTimeOffset(2018, 11, 5, 11, 35, 0, TimeSpan.FromHours(2)), upload.TakenAt);
        await Eventually.TrueAsync(() => folder.Status is { Enqueued: 1, Waiting.Count: 0, IsReachable: true, Problem: null });
        await Eventually.TrueAsync(
            () => fixture.Events.Any(e => e.Change == HotFolderChange.Enqueued && e.Path == path && e.Upload?.Id == upload.Id));
    }

    [Fact]
    public async Task Files_that_exist_at_the_start_are_enqueued_too()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        byte[][] files = [TestMedia.Jpeg(), TestMedia.Png(), TestMedia.Gif(), TestMedia.WebP()];
        fixture.Folder.Write("a.jpg", files[0]);
        fixture.Folder.Write("sub/b.png", files[1]);
        fixture.Folder.Write("sub/deep/c.gif", files[2]);
        fixture.Folder.Write("d.webp", files[3]);
        await using var folder = await fixture.WatchAsync();
        await HotFolderFixture.WaitUntilSettledAsync(folder);
        Assert.Equal(files.Select(HotFolderFixture.Hash).Order(StringComparer.Ordinal), await fixture.HashesAsync());
    }

    [Fact]
    public async Task Videos_and_HEIC_photos_are_enqueued_after_a_short_quiet_period()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await fixture.WatchAsync();
        byte[][] files = [TestMedia.Mp4(), TestMedia.Mov(), TestMedia.Heic()];
        fixture.Folder.Write("a.mp4", files[0]);
        fixture.Folder.Write("b.mov", files[1]);
        fixture.Folder.Write("c.heic", files[2]);
        await fixture.AssertQueuedAsync(files);
    }

    [Fact]
    public async Task A_slowly_written_photo_is_never_enqueued_incomplete()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await fixture.WatchAsync();
        var photo = TestMedia.Jpeg(TestExif.Exif("2018:11:05 11:35:00"), size: 3000);
        var path = Path.Combine(fixture.Folder.Path, "slow.jpg");
        await using (var file =
            new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1))
        {
            foreach (var piece in photo.Chunk(photo.Length / 6))
            {
                file.Write(piece);
                // Not a wait for a result: the writer's own pace, with each pause longer than a finished photo needs.
                await Task.Delay(400, TestContext.Current.CancellationToken);
            }
        }

        await fixture.AssertQueuedAsync(photo);
    }

    [Fact]
    public async Task A_photo_renamed_into_place_is_enqueued_under_its_last_name()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await fixture.WatchAsync();
        var photo = TestMedia.Jpeg();
        var part = fixture.Folder.Write("a.jpg.part", photo);
        File.Move(part, Path.Combine(fixture.Folder.Path, "a.jpg"));
        await fixture.AssertQueuedAsync(photo);
        Assert.Equal("a.jpg", Assert.Single(await fixture.ListAsync()).FileName);
    }

    [Fact]
    public async Task All_files_of_a_folder_moved_in_are_enqueued()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        using var elsewhere = new TempFolder();
        var files = Enumerable.Range(0, 20).Select(i => TestMedia.Jpeg(seed: i)).ToArray();
        for (var i = 0; i < files.Length; i++)
        {
            elsewhere.Write($"party/{i % 3}/{i}.jpg", files[i]);
        }

        await fixture.WatchAsync();
        Directory.Move(Path.Combine(elsewhere.Path, "party"), Path.Combine(fixture.Folder.Path, "party"));
        await fixture.AssertQueuedAsync(files);
    }

    [Fact]
    public async Task Five_hundred_files_written_in_every_way_are_enqueued_once_and_complete()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await fixture.WatchAsync();
        var files = Enumerable.Range(0, 500).Select(i => TestMedia.Jpeg(seed: 2 * i, size: 2000)).ToArray();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(writer => Task.Run(() => WriteAsync(fixture, files, writer))));
        await fixture.AssertQueuedAsync(files);
    }

    [Fact]
    public async Task Symlinks_are_skipped_and_not_followed()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        using var outside = new TempFolder();
        var secret = outside.Write("secret.jpg", TestMedia.Jpeg(seed: 7));
        var photo = TestMedia.Jpeg(seed: 9);
        fixture.Folder.Write("a.jpg", photo);
        File.CreateSymbolicLink(Path.Combine(fixture.Folder.Path, "link.jpg"), secret);
        Directory.CreateSymbolicLink(Path.Combine(fixture.Folder.Path, "tunnel"), outside.Path);
        await using var folder = await fixture.WatchAsync();
        await HotFolderFixture.WaitUntilSettledAsync(folder);

        File.CreateSymbolicLink(Path.Combine(fixture.Folder.Path, "late.jpg"), secret);
        outside.Write("more.jpg", TestMedia.Jpeg(seed: 11));
        await Eventually.TrueAsync(() => fixture.Events.Any(e => e.Path.EndsWith("late.jpg", StringComparison.Ordinal)));
        await HotFolderFixture.WaitUntilSettledAsync(folder);

        await fixture.AssertQueuedAsync(photo);
        Assert.Equal(3, folder.Status.Skipped);
        Assert.All(fixture.Events.Where(e => e.SkipReason is not null), e => Assert.Equal(SkipReason.SymbolicLink, e.SkipReason));
    }

    [Fact]
    public async Task The_same_bytes_under_two_names_are_enqueued_once()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await using var folder = await fixture.WatchAsync();
        var photo = TestMedia.Jpeg();
        fixture.Folder.Write("a.jpg", photo);
        fixture.Folder.Write("copy of a.jpg", photo);
        await Eventually.TrueAsync(() => folder.Status is { Enqueued: 1, AlreadyKnown: 1 });
        await fixture.AssertQueuedAsync(photo);
    }

    [Fact]
    public async Task A_file_overwritten_with_other_bytes_is_a_new_photo()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await fixture.WatchAsync();
        var (first, second) = (TestMedia.Jpeg(seed: 1), TestMedia.Jpeg(seed: 3));
        fixture.Folder.Write("a.jpg", first);
        await fixture.AssertQueuedAsync(first);
        fixture.Folder.Write("a.jpg", second);
        await fixture.AssertQueuedAsync(first, second);
    }

    [Fact]
    public async Task F068_A_locked_photo_waits_and_is_not_an_error()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await using var folder = await fixture.WatchAsync();
        var photo = TestMedia.Jpeg();
        var path = Path.Combine(fixture.Folder.Path, "a.jpg");
        await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            file.Write(photo);
            file.Flush();
            await Eventually.TrueAsync(() => folder.Status.Waiting is [{ Reason: WaitReason.Locked }]);
            await Eventually.TrueAsync(
                () => fixture.Events.Any(e => e is { Change: HotFolderChange.Waiting, WaitReason: WaitReason.Locked }));
            Assert.Empty(await fixture.ListAsync());
        }

        await fixture.AssertQueuedAsync(photo);
    }

    [Fact]
    public async Task A_deleted_file_is_forgotten()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await using var folder = await fixture.WatchAsync();
        var path = fixture.Folder.Write("cut.jpg", TestMedia.Jpeg()[..100]);
        await Eventually.TrueAsync(() => folder.Status.Waiting.Count == 1);
        File.Delete(path);
        await Eventually.TrueAsync(() => folder.Status.Waiting.Count == 0);
        Assert.Empty(await fixture.ListAsync());
        Assert.DoesNotContain(fixture.Events, e => e.Change is HotFolderChange.Skipped or HotFolderChange.Failed);
    }

    [Fact]
    public async Task F079_a_photo_whose_name_is_not_allowed_is_uploaded_under_a_sanitized_name()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such file names.");
        await using var fixture = await HotFolderFixture.OpenAsync();
        await using var folder = await fixture.WatchAsync();
        var path = fixture.Folder.Write("bad\u0001\u202Ename.jpg", TestMedia.Jpeg());
        await Eventually.TrueAsync(() => folder.Status is { Enqueued: 1, Failed: 0 });
        var upload = Assert.Single(await fixture.ListAsync());
        Assert.Equal(("bad__name.jpg", path), (upload.FileName, upload.SourcePath));
    }

    [Fact]
    public async Task A_queue_inside_the_folder_does_not_feed_itself()
    {
        using var root = new TempFolder();
        await using var queue = await UploadQueue.OpenWithoutSendingAsync(
            new UploadQueueOptions { Folder = Path.Combine(root.Path, "queue") }, null, TestContext.Current.CancellationToken);
        await using var folder = await HotFolderWatcher.OpenAsync(
            queue, new HotFolderOptions { Path = root.Path, LinkId = "x" }, null, TestContext.Current.CancellationToken);
        root.Write("a.jpg", TestMedia.Jpeg());
        await Eventually.TrueAsync(() => folder.Status.Enqueued == 1);
        await HotFolderFixture.WaitUntilSettledAsync(folder);
        Assert.Equal((1, 0), (folder.Status.Enqueued, folder.Status.AlreadyKnown));
    }

    [Fact]
    public async Task Polling_finds_files_that_no_notification_reported()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        await using var folder = await fixture.WatchAsync(options =>
        {
            options.Polling = true;
            options.PollInterval = TimeSpan.FromMilliseconds(100);
        });
        await Eventually.TrueAsync(() => folder.Status.IsPolling);
        var photo = TestMedia.Jpeg();
        fixture.Folder.Write("sub/a.jpg", photo);
        await fixture.AssertQueuedAsync(photo);
    }

    private static async Task WriteAsync(HotFolderFixture fixture, byte[][] files, int writer)
    {
        for (var i = writer; i < files.Length; i += 5)
        {
            var path = Path.Combine(fixture.Folder.Path, $"{writer}", $"{i / 50}", $"{i}.jpg");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            switch (writer)
            {
                case 0 or 1: // a burst
                    await File.WriteAllBytesAsync(path, files[i], TestContext.Current.CancellationToken);
                    break;
                case 2: // renamed into place
                    await File.WriteAllBytesAsync(path + ".tmp", files[i], TestContext.Current.CancellationToken);
                    File.Move(path + ".tmp", path);
                    break;
                case 3: // in pieces
                    await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite, bufferSize: 1))
                    {
                        foreach (var piece in files[i].Chunk(500))
                        {
                            file.Write(piece);
                            await Task.Delay(5, TestContext.Current.CancellationToken);
                        }
                    }

                    break;
                case 4: // backwards: space first, then the end, then the beginning
                    await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite, bufferSize: 1))
                    {
                        var half = files[i].Length / 2;
                        file.SetLength(files[i].Length);
                        file.Position = half;
                        file.Write(files[i].AsSpan(half));
                        await Task.Delay(5, TestContext.Current.CancellationToken);
                        file.Position = 0;
                        file.Write(files[i].AsSpan(0, half));
                    }

                    break;
            }
        }
    }
}
