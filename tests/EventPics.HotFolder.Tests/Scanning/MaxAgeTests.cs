using EventPics.HotFolder.Internal.Files;
using EventPics.HotFolder.Tests.Support;

namespace EventPics.HotFolder.Tests.Scanning;

/// <summary>The maximum age of files that existed before the start.</summary>
public class MaxAgeTests
{
    [Fact]
    public async Task Old_files_from_before_the_start_can_be_skipped()
    {
        await using var fixture = await HotFolderFixture.OpenAsync();
        fixture.Folder.OldFile("old.jpg", TestMedia.Jpeg(seed: 1));
        var fresh = TestMedia.Jpeg(seed: 3);
        fixture.Folder.YoungFile("fresh.jpg", fresh);
        await using var folder = await fixture.WatchAsync(static options => options.MaxAge = TimeSpan.Zero);
        await HotFolderFixture.WaitUntilSettledAsync(folder);
        Assert.Equal(1, folder.Status.Skipped);
        await fixture.AssertQueuedAsync(fresh);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(400)]
    [InlineData(-400)]
    public async Task A_photo_just_copied_with_its_old_time_is_not_old_whatever_the_system_clock(int daysAhead)
    {
        Assert.SkipWhen(LinuxFiles.ReadIdentity(Path.GetTempPath()) is { CreatedUtc: null }, "This file system has no creation times.");
        await using var fixture = await HotFolderFixture.OpenAsync();
        var photo = TestMedia.Jpeg(seed: 1);
        File.SetLastWriteTimeUtc(fixture.Folder.Write("a.jpg", photo), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await using var folder = await fixture.WatchAsync(options =>
            (options.MaxAge, options.TimeProvider) = (TimeSpan.FromDays(1), new OffsetTimeProvider(TimeSpan.FromDays(daysAhead))));
        await HotFolderFixture.WaitUntilSettledAsync(folder);
        await fixture.AssertQueuedAsync(photo);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sub")]
    public async Task Old_files_are_skipped_also_in_a_folder_unreadable_at_the_start(string closed)
    {
        FolderPermissions.SkipIfNotEnforced();
        await using var fixture = await HotFolderFixture.OpenAsync();
        var folderPath = Path.Combine(fixture.Folder.Path, closed);
        fixture.Folder.OldFile(Path.Combine(closed, "old.jpg"), TestMedia.Jpeg(seed: 1));
        var fresh = TestMedia.Jpeg(seed: 3);
        fixture.Folder.YoungFile(Path.Combine(closed, "fresh.jpg"), fresh);
        FolderPermissions.Set(folderPath, UnixFileMode.None);
        try
        {
            await using var folder = await fixture.WatchAsync(static options => options.MaxAge = TimeSpan.Zero);
            await folder.ScanAsync(TestContext.Current.CancellationToken);
            FolderPermissions.Set(folderPath, FolderPermissions.All);
            await HotFolderFixture.WaitUntilSettledAsync(folder);
            Assert.Equal(1, folder.Status.Skipped);
            await fixture.AssertQueuedAsync(fresh);
        }
        finally
        {
            FolderPermissions.Set(folderPath, FolderPermissions.All);
        }
    }
}
