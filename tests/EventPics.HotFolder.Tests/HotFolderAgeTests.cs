using EventPics.HotFolder.Internal;
using EventPics.HotFolder.Tests.Support;

namespace EventPics.HotFolder.Tests;

/// <summary>How old a file may be that was there before the start.</summary>
public class HotFolderAgeTests
{
    [Fact]
    public async Task Old_files_from_before_the_start_can_be_left_alone()
    {
        await using var scene = await Scene.OpenAsync();
        scene.Folder.OldFile("old.jpg", Media.Jpeg(seed: 1));
        var fresh = Media.Jpeg(seed: 3);
        scene.Folder.YoungFile("fresh.jpg", fresh);
        await using var folder = await scene.WatchAsync(static options => options.MaxAge = TimeSpan.Zero);
        await Scene.SettledAsync(folder);
        Assert.Equal(1, folder.Status.Skipped);
        await scene.ArrivedAsync(fresh);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(400)]
    [InlineData(-400)]
    public async Task A_photo_just_copied_with_its_old_time_is_not_old_whatever_the_clock_of_the_pc(int daysAhead)
    {
        Assert.SkipWhen(LinuxFiles.Look(Path.GetTempPath()) is { CreatedUtc: null }, "This file system doesn't know a file's birth.");
        await using var scene = await Scene.OpenAsync();
        var photo = Media.Jpeg(seed: 1);
        File.SetLastWriteTimeUtc(scene.Folder.File("a.jpg", photo), new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await using var folder = await scene.WatchAsync(options =>
            (options.MaxAge, options.TimeProvider) = (TimeSpan.FromDays(1), new Ahead(TimeSpan.FromDays(daysAhead))));
        await Scene.SettledAsync(folder);
        await scene.ArrivedAsync(photo);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sub")]
    public async Task Old_files_are_left_alone_also_where_nobody_could_look_at_the_start(string closed)
    {
        Rights.SkipIfNoneCount();
        await using var scene = await Scene.OpenAsync();
        var folderPath = Path.Combine(scene.Folder.Path, closed);
        scene.Folder.OldFile(Path.Combine(closed, "old.jpg"), Media.Jpeg(seed: 1));
        var fresh = Media.Jpeg(seed: 3);
        scene.Folder.YoungFile(Path.Combine(closed, "fresh.jpg"), fresh);
        Rights.Set(folderPath, UnixFileMode.None);
        try
        {
            await using var folder = await scene.WatchAsync(static options => options.MaxAge = TimeSpan.Zero);
            await folder.ScanAsync(TestContext.Current.CancellationToken);
            Rights.Set(folderPath, Rights.All);
            await Scene.SettledAsync(folder);
            Assert.Equal(1, folder.Status.Skipped);
            await scene.ArrivedAsync(fresh);
        }
        finally
        {
            Rights.Set(folderPath, Rights.All);
        }
    }
}
