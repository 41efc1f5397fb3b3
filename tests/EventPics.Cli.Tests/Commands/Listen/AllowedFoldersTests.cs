using EventPics.Cli.Commands.Listen;


namespace EventPics.Cli.Tests.Commands.Listen;

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
    public void Only_parameters_that_look_like_media_files_are_reported_as_missing(string parameter, bool isMissed) =>
        Assert.Equal(isMissed, AllowedFolders.LooksLikeMediaFile(parameter));
}
