using EventPics.HotFolder.Tests.Files;
using EventPics.HotFolder.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace EventPics.HotFolder.Tests.State;

/// <summary>Every file that is not sent is listed, and no wait for it lasts forever.</summary>
public class HotFolderStatusTests
{
    [Fact]
    public async Task Every_skipped_file_is_counted_and_listed_with_its_reason()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        foreach (var name in new[] { "Anna.Temp.jpg", "Foto_tn.jpg", "a.cr3", "notes.txt", ".hidden.jpg", "thumbs/a.jpg", "b_raw1.jpg" })
        {
            fixture.Folder.Write(name, TestMedia.Jpeg());
        }

        await using var folder = await fixture.WatchAsync(options => options.Exclude.Add("*_raw?.jpg"));
        await HotFolderFixture.WaitUntilSettledAsync(folder);
        Assert.Equal(
            [(".hidden.jpg", SkipReason.Hidden), ("Anna.Temp.jpg", SkipReason.Temporary), ("Foto_tn.jpg", SkipReason.Thumbnail), ("a.cr3", SkipReason.Raw), ("b_raw1.jpg", SkipReason.Excluded), ("notes.txt", SkipReason.NotIncluded), ("thumbs", SkipReason.Thumbnail)],
            folder.Status.SkippedFiles.Select(file => (Path.GetFileName(file.Path), file.Reason)));
        Assert.Equal(7, folder.Status.Skipped);
        await Eventually.TrueAsync(() => fixture.Events.Count(e => e.Change == HotFolderChange.Skipped) == 7);
        Assert.Empty(folder.Status.UnmatchedPatterns);

        File.Move(Path.Combine(fixture.Folder.Path, "Anna.Temp.jpg"), Path.Combine(fixture.Folder.Path, "Anna.jpg"));
        await fixture.AssertQueuedAsync(TestMedia.Jpeg());
        await Eventually.TrueAsync(() => folder.Status.Skipped == 6);
    }

    [Fact]
    public async Task A_pattern_that_matches_no_file_is_listed()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        fixture.Folder.Write("a.jpg", TestMedia.Jpeg());
        await using var folder = await fixture.WatchAsync(options =>
        {
            options.Include.Add("*.jpg");
            options.Include.Add("DSC_????.jpg");
            options.Exclude.Add("drafts/**");
        });
        await HotFolderFixture.WaitUntilSettledAsync(folder);
        Assert.Equal(["DSC_????.jpg", "drafts/**"], folder.Status.UnmatchedPatterns);
    }

    [Fact]
    public async Task Names_that_are_not_valid_UTF_8_count_as_failed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has such names.");
        await using var fixture = await HotFolderFixture.OpenAsync();
        await MediaFileFilterTests.MakeInvalidNamesAsync(fixture.Folder.Path);
        await using var folder = await fixture.WatchAsync();
        await HotFolderFixture.WaitUntilSettledAsync(folder);
        await HotFolderFixture.WaitUntilSettledAsync(folder);
        Assert.Equal(2, folder.Status.Failed);
        await Eventually.TrueAsync(() => fixture.Events.Count(e => e is { Change: HotFolderChange.Failed, Message: not null }) == 2);
    }

    [Theory]
    [InlineData("file")]
    [InlineData("folder")]
    public async Task An_unreadable_file_or_folder_ends_the_wait_and_is_listed(string what)
    {
        FolderPermissions.SkipIfNotEnforced();
        await using var fixture = await HotFolderFixture.OpenAsync();
        var path = fixture.Folder.Write("sub/a.jpg", TestMedia.Jpeg(seed: 1));
        fixture.Folder.Write("b.jpg", TestMedia.Jpeg(seed: 3));
        var closed = what == "file" ? path : Path.GetDirectoryName(path)!;
        FolderPermissions.Set(closed, UnixFileMode.None);
        try
        {
            await using var folder = await fixture.WatchAsync();
            await HotFolderFixture.WaitUntilSettledAsync(folder);
            var waiting = Assert.Single(folder.Status.Waiting);
            Assert.Equal((closed, WaitReason.Unreadable), (waiting.Path, waiting.Reason));
            Assert.NotNull(waiting.Message);
            await Eventually.TrueAsync(
                () => fixture.Events.Any(e => e is { Change: HotFolderChange.Waiting, WaitReason: WaitReason.Unreadable }));

            FolderPermissions.Set(closed, FolderPermissions.All);
            await HotFolderFixture.WaitUntilSettledAsync(folder);
            await fixture.AssertQueuedAsync(TestMedia.Jpeg(seed: 1), TestMedia.Jpeg(seed: 3));
            Assert.Empty(folder.Status.Waiting);
        }
        finally
        {
            FolderPermissions.Set(closed, FolderPermissions.All);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_wait_ends_for_a_file_that_only_others_can_complete(bool isLocked)
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var folder = await fixture.WatchAsync(options => options.TimeProvider = clock);
        var path = Path.Combine(fixture.Folder.Path, "a.jpg");
        await using var holder = isLocked ? new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None) : null;
        if (holder is null)
        {
            fixture.Folder.Write("a.jpg", TestMedia.Jpeg()[..300]);
        }
        else
        {
            holder.Write(TestMedia.Jpeg());
            holder.Flush();
        }

        var settled = folder.WaitUntilSettledAsync(TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(250));
            return settled.IsCompleted;
        });
        await settled;
        var waiting = Assert.Single(folder.Status.Waiting);
        Assert.Equal((path, isLocked ? WaitReason.Locked : WaitReason.Unfinished), (waiting.Path, waiting.Reason));
        Assert.NotNull(waiting.Message);
    }

    [Fact]
    public async Task A_recording_in_fragments_waits_until_its_writer_closes_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "On other systems the writer locks it, or nothing shows that it is open.");
        await using var fixture = await HotFolderFixture.OpenAsync();
        await using var folder = await fixture.WatchAsync(options => options.QuietTimeForVideo = TimeSpan.FromMilliseconds(300));
        byte[] video = [.. TestMedia.Box("ftyp", [.. "iso5"u8, 0, 0, 2, 0]), .. TestMedia.Box("moov", [.. TestMedia.Box("mvhd", new byte[8]), .. TestMedia.Box("mvex")]), .. TestMedia.Box("moof"), .. TestMedia.Box("mdat", 1, 2, 3)];
        byte[] more = [.. TestMedia.Box("moof"), .. TestMedia.Box("mdat", 4, 5, 6)];
        // As some recorders open it: without a lock.
        await using (var recorder = new FileStream(
            Path.Combine(fixture.Folder.Path, "a.mp4"), FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            recorder.Write(video);
            recorder.Flush();
            await Eventually.TrueAsync(() => folder.Status.Waiting is [{ Reason: WaitReason.Unfinished, Message: not null }]);
            Assert.Empty(await fixture.ListAsync());
            recorder.Write(more);
        }

        await fixture.AssertQueuedAsync([.. video, .. more]);
    }
}
