using EventPics.HotFolder.Internal.PostUpload;
using EventPics.HotFolder.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventPics.HotFolder.Tests.PostUpload;

public class AfterUploadTests
{
    [Fact]
    public async Task By_default_an_uploaded_file_stays()
    {
        var service = new FakeService();
        await using var fixture = await HotFolderFixture.OpenAsync(service);
        service.UploadsAllowed.SetResult();
        await using var folder = await fixture.WatchAsync();
        var path = fixture.Folder.Write("a.jpg", TestMedia.Jpeg());
        await WaitForUploadsAsync(fixture, 1);
        await HotFolderFixture.WaitUntilSettledAsync(folder);
        Assert.True(File.Exists(path));
    }

    [Fact]
    public async Task An_uploaded_file_moves_and_keeps_its_subfolder()
    {
        var service = new FakeService();
        await using var fixture = await HotFolderFixture.OpenAsync(service);
        await using var folder = await fixture.WatchAsync(options => options.AfterUpload = AfterUpload.Move);
        var photo = TestMedia.Jpeg();
        var path = fixture.Folder.Write("dance/a.jpg", photo);
        await Eventually.TrueAsync(() => folder.Status.Enqueued == 1);
        await HotFolderFixture.WaitUntilSettledAsync(folder);
        Assert.True(File.Exists(path), "No file moves before its upload.");

        service.UploadsAllowed.SetResult();
        await Eventually.TrueAsync(() => !File.Exists(path));
        Assert.Equal(photo, await ReadAsync(fixture, "uploaded/dance/a.jpg"));
        await Eventually.TrueAsync(
            () => fixture.Events.Any(e => e.Change == HotFolderChange.Moved && e.Path == path && e.Upload is not null));

        await HotFolderFixture.WaitUntilSettledAsync(folder);
        Assert.Equal((1, 0, 0), (folder.Status.Enqueued, folder.Status.AlreadyKnown, folder.Status.Skipped));
    }

    [Fact]
    public async Task A_name_that_exists_gets_a_number()
    {
        var service = new FakeService();
        await using var fixture = await HotFolderFixture.OpenAsync(service);
        service.UploadsAllowed.SetResult();
        fixture.Folder.Write("uploaded/a.jpg", [1]);
        fixture.Folder.Write("uploaded/a (2).jpg", [2]);
        await fixture.WatchAsync(options => options.AfterUpload = AfterUpload.Move);
        var photo = TestMedia.Jpeg();
        var path = fixture.Folder.Write("a.jpg", photo);
        await Eventually.TrueAsync(() => !File.Exists(path));
        Assert.Equal([1], await ReadAsync(fixture, "uploaded/a.jpg"));
        Assert.Equal(photo, await ReadAsync(fixture, "uploaded/a (3).jpg"));
    }

    [Fact]
    public async Task Both_files_of_the_same_bytes_move()
    {
        var service = new FakeService();
        await using var fixture = await HotFolderFixture.OpenAsync(service);
        await using var folder = await fixture.WatchAsync(options => options.AfterUpload = AfterUpload.Move);
        string[] paths = [fixture.Folder.Write("a.jpg", TestMedia.Jpeg()), fixture.Folder.Write("b.jpg", TestMedia.Jpeg())];
        await Eventually.TrueAsync(() => folder.Status is { Enqueued: 1, AlreadyKnown: 1 });
        service.UploadsAllowed.SetResult();
        await Eventually.TrueAsync(() => !paths.Any(File.Exists));
        Assert.Single(service.Hashes);
    }

    [Theory]
    [InlineData(AfterUpload.Move)]
    [InlineData(AfterUpload.Delete)]
    public async Task A_file_changed_in_between_is_a_new_photo_and_stays_until_that_is_uploaded(AfterUpload afterUpload)
    {
        var service = new FakeService();
        await using var fixture = await HotFolderFixture.OpenAsync(service);
        // No event and no scan notices the change: only the hash does.
        await using var folder = await fixture.WatchAsync(options =>
        {
            (options.AfterUpload, options.AllowDelete) = (afterUpload, true);
            (options.Polling, options.PollInterval, options.ScanInterval) = (true, TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        });
        var (first, second) = (TestMedia.Jpeg(seed: 1), TestMedia.Jpeg(seed: 3));
        var path = fixture.Folder.Write("a.jpg", first);
        await HotFolderFixture.WaitUntilSettledAsync(folder);
        var written = File.GetLastWriteTimeUtc(path);
        await File.WriteAllBytesAsync(path, second, TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(path, written);

        service.UploadsAllowed.SetResult();
        await WaitForUploadsAsync(fixture, 1);
        // Each scan checks the uploaded file, and finds the new photo once the hash has failed.
        await Eventually.TrueAsync(async () =>
        {
            await HotFolderFixture.WaitUntilSettledAsync(folder);
            return !File.Exists(path);
        });
        Assert.Equal([HotFolderFixture.Hash(first), HotFolderFixture.Hash(second)], service.Hashes);
    }

    [Fact]
    public async Task Uploaded_files_are_deleted_when_allowed()
    {
        var service = new FakeService();
        await using var fixture = await HotFolderFixture.OpenAsync(service);
        service.UploadsAllowed.SetResult();
        await fixture.WatchAsync(options => (options.AfterUpload, options.AllowDelete) = (AfterUpload.Delete, true));
        var path = fixture.Folder.Write("a.jpg", TestMedia.Jpeg());
        await Eventually.TrueAsync(() => !File.Exists(path));
        Assert.Single(service.Hashes);
        await Eventually.TrueAsync(() => fixture.Events.Any(e => e.Change == HotFolderChange.Deleted && e.Path == path));
    }

    [Fact]
    public async Task A_restart_cleans_up_what_was_uploaded_before()
    {
        var service = new FakeService();
        await using var fixture = await HotFolderFixture.OpenAsync(service);
        string[] paths = [fixture.Folder.Write("a.jpg", TestMedia.Jpeg(seed: 1)), fixture.Folder.Write("old.jpg", TestMedia.Jpeg(seed: 3))];
        File.SetLastWriteTimeUtc(paths[1], new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await using (var folder = await fixture.WatchAsync(options => options.AfterUpload = AfterUpload.Move))
        {
            await HotFolderFixture.WaitUntilSettledAsync(folder);
        }

        service.UploadsAllowed.SetResult();
        await WaitForUploadsAsync(fixture, 2);
        Assert.All(paths, path => Assert.True(File.Exists(path)));

        await using var again = await fixture.WatchAsync(options => options.AfterUpload = AfterUpload.Move);
        await HotFolderFixture.WaitUntilSettledAsync(again);
        await Eventually.TrueAsync(() => !paths.Any(File.Exists));
        Assert.Equal(2, service.Hashes.Count);
    }

    [Fact]
    public async Task Nothing_moves_through_a_symlink()
    {
        var service = new FakeService();
        await using var fixture = await HotFolderFixture.OpenAsync(service);
        service.UploadsAllowed.SetResult();
        using var outside = new TempFolder();
        Directory.CreateSymbolicLink(Path.Combine(fixture.Folder.Path, "uploaded"), outside.Path);
        await using var folder = await fixture.WatchAsync(options => options.AfterUpload = AfterUpload.Move);
        var path = fixture.Folder.Write("a.jpg", TestMedia.Jpeg());
        await WaitForUploadsAsync(fixture, 1);
        await HotFolderFixture.WaitUntilSettledAsync(folder);
        await HotFolderFixture.WaitUntilSettledAsync(folder);
        Assert.True(File.Exists(path));
        Assert.Empty(Directory.GetFiles(outside.Path));
        Assert.Equal([path], folder.Status.PendingCleanup);

        Directory.Delete(Path.Combine(fixture.Folder.Path, "uploaded"));
        await HotFolderFixture.WaitUntilSettledAsync(folder);
        Assert.False(File.Exists(path));
        Assert.Empty(folder.Status.PendingCleanup);
    }

    [Theory]
    [InlineData(AfterUpload.Move)]
    [InlineData(AfterUpload.Delete)]
    public async Task Without_an_ETag_a_file_stays_and_is_listed(AfterUpload afterUpload)
    {
        var service = new FakeService { ETag = null };
        service.UploadsAllowed.SetResult();
        await using var fixture = await HotFolderFixture.OpenAsync(service);
        var path = fixture.Folder.Write("a.jpg", TestMedia.Jpeg());
        for (var restart = 0; restart < 2; restart++)
        {
            await using var folder = await fixture.WatchAsync(options => (options.AfterUpload, options.AllowDelete) = (afterUpload, true));
            await WaitForUploadsAsync(fixture, 1);
            await HotFolderFixture.WaitUntilSettledAsync(folder);
            await Eventually.TrueAsync(() => folder.Status.KeptWithoutProof.Count == 1);
            Assert.Equal([path], folder.Status.KeptWithoutProof);
            Assert.True(File.Exists(path));
        }

        // With an ETag it moves.
        service.ETag = "\"1\"";
        var next = fixture.Folder.Write("b.jpg", TestMedia.Jpeg(seed: 3));
        await using var last = await fixture.WatchAsync(options => (options.AfterUpload, options.AllowDelete) = (afterUpload, true));
        await Eventually.TrueAsync(() => !File.Exists(next));
        Assert.True(File.Exists(path));
    }

    [Fact]
    public void A_file_whose_target_folder_is_blocked_is_not_read()
    {
        using var root = new TempFolder();
        using var outside = new TempFolder();
        Directory.CreateSymbolicLink(Path.Combine(root.Path, "uploaded"), outside.Path);
        // Its hash is wrong, which only reading it would show.
        var path = root.Write("a.jpg", TestMedia.Jpeg());
        var files = new PostUploadAction(AfterUpload.Move, NullLogger.Instance);
        Assert.Equal(PostUploadResult.RetryLater, files.Run(root.Path, path, "00", TestContext.Current.CancellationToken));
        Directory.Delete(Path.Combine(root.Path, "uploaded"));
        Assert.Equal(PostUploadResult.Changed, files.Run(root.Path, path, "00", TestContext.Current.CancellationToken));
    }

    private static Task<byte[]> ReadAsync(HotFolderFixture fixture, string name) =>
        File.ReadAllBytesAsync(Path.Combine(fixture.Folder.Path, name), TestContext.Current.CancellationToken);

    private static Task WaitForUploadsAsync(HotFolderFixture fixture, int count) =>
        Eventually.TrueAsync(async () => (await fixture.Queue.GetStatusAsync(TestContext.Current.CancellationToken)).Uploaded >= count);
}
