using System.Diagnostics;

namespace EventPics.HotFolder.Tests.Files;

public sealed class MediaFileFilterTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.jpg", null)]
    [InlineData("sub/a.HIF", null)]
    [InlineData("a.jfif", null)]
    [InlineData("a.qt", null)]
    [InlineData("printer.ini", SkipReason.NotIncluded)]
    [InlineData("a.cr3", SkipReason.Raw)]
    [InlineData("a.jpg.part", SkipReason.Temporary)]
    [InlineData("a.tmp", SkipReason.Temporary)]
    [InlineData(".a.jpg", SkipReason.Hidden)]
    [InlineData(".cache/a.jpg", SkipReason.Hidden)]
    [InlineData("thumbs/a.jpg", SkipReason.Thumbnail)]
    [InlineData("uploaded/a.jpg", SkipReason.AlreadyHandled)]
    public void A_single_file_is_filtered_as_by_the_watcher_whether_it_exists_or_not(string name, SkipReason? expected)
    {
        var filter = new MediaFileFilter(_folder.Path + Path.DirectorySeparatorChar);
        Assert.Equal(expected, filter.Check(Path.Combine(_folder.Path, name)));
        Assert.Equal(expected, filter.Check(_folder.Write(name, [1])));
    }

    [Fact]
    public void Every_extension_has_a_type_in_the_client()
    {
        var files = MediaFiles.Extensions.Select(extension => _folder.Write("a" + extension, new byte[100]));
        Assert.All(files, file => Assert.Matches("^(image|video)/", UploadContent.FromFile(file).ContentType));
    }

    [Fact]
    public void Symlinks_and_paths_outside_the_folder_are_rejected()
    {
        using var outside = new TempFolder();
        var secret = outside.Write("a.jpg", [1]);
        var link = Path.Combine(_folder.Path, "link.jpg");
        File.CreateSymbolicLink(link, secret);
        var filter = new MediaFileFilter(_folder.Path);
        Assert.Equal(SkipReason.SymbolicLink, filter.Check(link));
        Assert.Throws<ArgumentException>(() => filter.Check(secret));
        Assert.Throws<ArgumentException>(() => filter.Check(_folder.Path + "2/a.jpg"));
    }

    [Theory]
    [InlineData("IMG_????.jpg", "IMG_0001.jpg", true)]
    [InlineData("IMG_????.jpg", "IMG_001.jpg", false)]
    [InlineData("*_raw?.jpg", "a_raw1.jpg", true)]
    [InlineData("?.jpg", "\U0001F973.jpg", true)]
    [InlineData("prints/?/*.jpg", "prints/1/a.jpg", true)]
    [InlineData("prints/?/*.jpg", "prints/12/a.jpg", false)]
    [InlineData("a?b.jpg", "a/b.jpg", false)]
    [InlineData("*a*b*c*.jpg", "xxaxxbxxcxx.JPG", true)]
    [InlineData("**/deep/**", "x/deep/y/a.jpg", true)]
    [InlineData("drafts/", "drafts/x/a.jpg", true)]
    [InlineData("M\u00E4dchen*.jpg", "Ma\u0308dchen 1.jpg", true)]
    [InlineData("*\u1EC7?.jpg", "Vie\u0302\u0323t.jpg", true)]
    public void A_pattern_matches_names(string pattern, string name, bool expected)
    {
        var filter = new MediaFileFilter(_folder.Path, include: [pattern]);
        Assert.Equal(expected ? null : SkipReason.NotIncluded, filter.Check(Path.Combine(_folder.Path, name)));
        Assert.Equal(expected ? [] : [pattern], filter.UnmatchedPatterns);
        Assert.Equal(
            expected
                ? SkipReason.Excluded
                : null, new MediaFileFilter(_folder.Path, exclude: [pattern]).Check(Path.Combine(_folder.Path, name)));
    }

    [Theory]
    [InlineData("IMG_[0-9].jpg")]
    [InlineData("*.{jpg,png}")]
    [InlineData("!*.png")]
    [InlineData(" ")]
    public void A_pattern_that_would_match_nothing_is_rejected(string pattern)
    {
        Assert.Throws<ArgumentException>(() => new MediaFileFilter(_folder.Path, include: [pattern]));
        Assert.Throws<ArgumentException>(() => MediaFiles.Enumerate(_folder.Path, exclude: [pattern]));
    }

    [Fact]
    public void A_pattern_full_of_wildcards_is_matched_quickly()
    {
        var filter = new MediaFileFilter(
            _folder.Path, include: [string.Concat(Enumerable.Repeat("*a", 60)) + "b", string.Concat(Enumerable.Repeat("**/", 12)) + "b"]);
        Assert.Equal(SkipReason.NotIncluded, filter.Check(Path.Combine(_folder.Path, new string('a', 200) + ".jpg")));
    }

    [Fact]
    public async Task Names_that_are_not_valid_UTF_8_are_listed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has such names.");
        await MakeInvalidNamesAsync(_folder.Path);
        _folder.Write("a.jpg", [1]);
        // This name is valid: it contains the substitute itself.
        _folder.Write("b\uFFFD.jpg", [1]);
        Assert.Equal(
            [("a.jpg", null), ("bad\uFFFD.jpg", SkipReason.InvalidName), ("bad\uFFFD.txt", SkipReason.NotIncluded), ("b\uFFFD.jpg", null), ("dir\uFFFD", SkipReason.InvalidName)],
            MediaFiles.Enumerate(_folder.Path).Select(file => (Path.GetFileName(file.Path), file.SkipReason)));
    }

    /// <summary>Creates a photo, a text and a folder whose names are Latin-1, as old cameras and archives write them.</summary>
    internal static async Task MakeInvalidNamesAsync(string folder)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "printf x > \"$(printf 'bad\\374.jpg')\" && printf x > \"$(printf 'bad\\374.txt')\" && mkdir \"$(printf 'dir\\374')\""]) { WorkingDirectory = folder })!;
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, shell.ExitCode);
    }
}
