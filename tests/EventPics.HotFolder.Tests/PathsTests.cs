using EventPics.HotFolder.Internal;
using EventPics.HotFolder.Tests.Support;

namespace EventPics.HotFolder.Tests;

public class PathsTests
{
    [Theory]
    [InlineData("/in", "/in", true)]
    [InlineData("/in", "/in/a.jpg", true)]
    [InlineData("/in/", "/in/a.jpg", true)]
    [InlineData("/in//", "/in/a/b.jpg", true)]
    [InlineData("/in/", "/in", true)]
    [InlineData("/in", "/in/", true)]
    [InlineData("/", "/a.jpg", true)]
    [InlineData("/", "/", true)]
    [InlineData("/in", "/inside/a.jpg", false)]
    [InlineData("/in/", "/in2/a.jpg", false)]
    [InlineData("/in/a", "/in", false)]
    public void A_path_is_below_a_folder_with_or_without_trailing_separators(string folder, string path, bool expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "These are paths of other systems.");
        Assert.Equal(expected, Paths.IsBelow(folder, path));
    }

    [Theory]
    [InlineData("D:\\", "D:\\a.jpg", "a.jpg")]
    [InlineData("D:\\in\\", "D:\\in\\sub\\a.jpg", "sub/a.jpg")]
    [InlineData("D:\\in/", "d:\\IN\\a.jpg", "a.jpg")]
    public void Windows_paths_end_in_either_separator(string folder, string path, string relative)
    {
        Assert.SkipUnless(OperatingSystem.IsWindows(), "These are Windows' paths.");
        Assert.True(Paths.IsBelow(folder, path));
        Assert.Equal(relative, Paths.Relative(folder, path));
    }

    [Theory]
    [InlineData("/", "/a.jpg", "a.jpg")]
    [InlineData("/in", "/in/sub/a.jpg", "sub/a.jpg")]
    [InlineData("/in//", "/in/sub/a.jpg", "sub/a.jpg")]
    public void A_relative_path_starts_with_a_name(string folder, string path, string expected) =>
        Assert.Equal(expected, Paths.Relative(folder, path));

    [Theory]
    [InlineData("/in/", "/in")]
    [InlineData("/in///", "/in")]
    [InlineData("/in", "/in")]
    [InlineData("/", "/")]
    public void Only_a_root_keeps_its_separator(string path, string expected) => Assert.Equal(expected, Paths.TrimSeparators(path));

    [Theory]
    [InlineData("/")]
    [InlineData("//")]
    [InlineData("/.")]
    [InlineData("/x/..//")]
    public async Task A_hot_folder_with_a_separator_at_its_end_moves_files_once_and_into_its_own_folder(string end)
    {
        var service =
            new FakeService { Events = [new EventPicsEvent("Party", HotFolderFixture.LinkId, [new EventPicsAlbum("dance", "Dance")])] };
        service.UploadsAllowed.SetResult();
        await using var fixture = await HotFolderFixture.OpenAsync(service);
        Directory.CreateDirectory(Path.Combine(fixture.Folder.Path, "x"));
        await using var folder = await fixture.WatchAsync(options =>
        {
            (options.Path, options.AfterUpload, options.AlbumBySubfolder) = (fixture.Folder.Path + end, AfterUpload.Move, true);
            options.FindAlbum = AlbumTitles.CreateResolver(service, HotFolderFixture.LinkId);
        });
        var path = fixture.Folder.Write("Dance/a.jpg", TestMedia.Jpeg());
        await Eventually.TrueAsync(() => File.Exists(Path.Combine(fixture.Folder.Path, "uploaded", "Dance", "a.jpg")));
        await HotFolderFixture.WaitUntilSettledAsync(folder);
        Assert.False(File.Exists(path));
        Assert.Equal("dance", Assert.Single(await fixture.ListAsync()).AlbumId);
        Assert.Equal([fixture.Folder.Path], folder.Status.Folders);
        Assert.Empty(folder.Status.SkippedFiles);
    }
}
