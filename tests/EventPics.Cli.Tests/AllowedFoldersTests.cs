using EventPics.Cli.Internal;

namespace EventPics.Cli.Tests;

public class AllowedFoldersTests
{
    [Fact]
    public void A_drives_root_holds_its_files()
    {
        var root = Path.GetPathRoot(Path.GetFullPath("."))!;
        var file = Path.Combine(root, "booth", "e.gif");

        Assert.Equal(file, new AllowedFolders([root]).Find(file));
        Assert.Null(new AllowedFolders([Path.Combine(root, "boot")]).Find(file));
    }

    [Theory]
    [InlineData("print.JPG", true)]
    [InlineData("../p/x.gif", true)]
    [InlineData("1.5", false)]
    [InlineData("guest@example.org", false)]
    [InlineData("https://example.org/a.jpg", false)]
    public void Only_what_looks_like_a_picture_is_missed(string parameter, bool isMissed) =>
        Assert.Equal(isMissed, AllowedFolders.LooksLikePicture(parameter));
}
