using EventPics.HotFolder.Tests.Support;

namespace EventPics.HotFolder.Tests;

public class HotFolderOptionsTests
{
    [Fact]
    public async Task All_mistakes_are_told_at_once()
    {
        await using var scene = await Scene.OpenAsync();
        var options = new HotFolderOptions
        {
            Path = "{date-8}",
            LinkId = " ",
            AlbumBySubfolder = true,
            AfterUpload = AfterUpload.Delete,
            QuietTime = TimeSpan.FromSeconds(-1),
            ScanInterval = TimeSpan.Zero,
        };
        var message = (await Assert.ThrowsAsync<ArgumentException>(() => scene.WatchAsync(options))).Message;
        foreach (var part in new[] { "{date-8}", "linkId", "FindAlbum", "AllowDelete", "QuietTime", "ScanInterval" })
        {
            Assert.Contains(part, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_missing_path_is_refused()
    {
        await using var scene = await Scene.OpenAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => scene.WatchAsync(options => options.Path = ""));
    }

    [Fact]
    public async Task Later_changes_have_no_effect()
    {
        await using var scene = await Scene.OpenAsync();
        var options = scene.Options();
        await using var folder = await scene.WatchAsync(options);
        (options.LinkId, options.Path) = ("other", "/nowhere");
        options.Include.Add("*.txt");
        scene.Folder.File("a.jpg", Media.Jpeg());
        await Scene.EventuallyAsync(() => folder.Status.Enqueued == 1);
        Assert.Equal(Scene.LinkId, Assert.Single(await scene.ListAsync()).LinkId);
    }
}
