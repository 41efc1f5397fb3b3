using EventPics.HotFolder.Internal.Files;

namespace EventPics.HotFolder.Tests.Files;

public sealed class FileFilterTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.jpg", null)]
    [InlineData("A.JPEG", null)]
    [InlineData("sub/deep/a.png", null)]
    [InlineData("a.heic", null)]
    [InlineData("DSC_0001.HIF", null)]
    [InlineData("a.mov", null)]
    [InlineData("backup.jpg", null)]
    [InlineData("notes.txt", SkipReason.NotIncluded)]
    [InlineData("jpg", SkipReason.NotIncluded)]
    [InlineData(".hidden.jpg", SkipReason.Hidden)]
    [InlineData("._a.jpg", SkipReason.Hidden)]
    [InlineData("~a.jpg", SkipReason.Temporary)]
    [InlineData("a.jpg~", SkipReason.Temporary)]
    [InlineData("a.jpg.part", SkipReason.Temporary)]
    [InlineData("a.jpg.crdownload", SkipReason.Temporary)]
    [InlineData("a.tmp", SkipReason.Temporary)]
    [InlineData("a.tmp.jpg", SkipReason.Temporary)]
    [InlineData("a_thumb.jpg", SkipReason.Thumbnail)]
    [InlineData("SYNOFILE_THUMB_M.jpg", SkipReason.Thumbnail)]
    [InlineData("a.CR2", SkipReason.Raw)]
    [InlineData("a.nef", SkipReason.Raw)]
    [InlineData("uploaded2/a.jpg", null)]
    [InlineData("sub/uploaded/a.jpg", null)]
    public void A_name_decides_whether_a_file_is_uploaded(string name, SkipReason? expected)
    {
        _folder.Write(name, [1]);
        Assert.Equal(expected, Assert.Single(MediaFiles.Enumerate(_folder.Path)).SkipReason);
    }

    [Theory]
    [InlineData(".thumbnails/a.jpg", SkipReason.Hidden)]
    [InlineData("thumbs/a.jpg", SkipReason.Thumbnail)]
    [InlineData("sub/@eaDir/a.jpg", SkipReason.Thumbnail)]
    [InlineData("$RECYCLE.BIN/a.jpg", SkipReason.Hidden)]
    [InlineData("uploaded/a.jpg", SkipReason.AlreadyHandled)]
    public void Skipped_folders_are_listed_and_not_scanned(string name, SkipReason reason)
    {
        _folder.Write(name, [1]);
        Assert.Equal(reason, Assert.Single(MediaFiles.Enumerate(_folder.Path)).SkipReason);
    }

    [Fact]
    public void Patterns_include_and_exclude()
    {
        foreach (var name in new[] { "a.jpg", "a.tif", "prints/b.jpg", "prints/raw/c.jpg", "drafts/d.jpg", "e_raw.jpg", "f.cr2" })
        {
            _folder.Write(name, [1]);
        }

        Assert.Equal(["a.tif", "f.cr2"], Included(include: ["*.TIF", "*.cr2"]));
        Assert.Equal(["prints/b.jpg", "prints/raw/c.jpg"], Included(include: ["prints/**/*.jpg"]));
        Assert.Equal(["prints/b.jpg"], Included(include: ["prints/*"]));
        Assert.Equal(["a.jpg", "prints/b.jpg", "prints/raw/c.jpg"], Included(exclude: ["drafts/**", "*_raw.*"]));
        Assert.Equal(["a.jpg", "a.tif", "drafts/d.jpg", "e_raw.jpg", "prints/b.jpg", "prints/raw/c.jpg"], Included(include: ["*"]));
    }

    [Fact]
    public void Without_recursion_subfolders_are_excluded()
    {
        _folder.Write("a.jpg", [1]);
        _folder.Write("sub/b.jpg", [1]);
        Assert.Equal("a.jpg", Path.GetFileName(Assert.Single(MediaFiles.Enumerate(_folder.Path, recursive: false)).Path));
    }

    [Fact]
    public void Empty_files_and_symlinks_are_reported()
    {
        _folder.Write("empty.jpg", []);
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "link.jpg"), _folder.Write("real.jpg", [1]));
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "tunnel"), Path.GetTempPath());
        Assert.Equal(
            [
                ("empty.jpg", SkipReason.Empty), ("link.jpg", SkipReason.SymbolicLink),
                ("real.jpg", null), ("tunnel", SkipReason.SymbolicLink),
            ],
            MediaFiles.Enumerate(_folder.Path).Select(file => (Path.GetFileName(file.Path), file.SkipReason)));
    }

    [Fact]
    public void A_file_deep_below_a_hidden_folder_is_hidden_too()
    {
        Assert.SkipUnless(OperatingSystem.IsWindows(), "On other systems the name shows whether a folder is hidden.");
        var path = _folder.Write("a/b/c.jpg", [1]);
        Assert.Null(new FileFilter(recursive: true).CheckFoldersAbove(_folder.Path, path));
        File.SetAttributes(Path.Combine(_folder.Path, "a"), FileAttributes.Directory | FileAttributes.Hidden);
        Assert.Equal(SkipReason.Hidden, new FileFilter(recursive: true).CheckFoldersAbove(_folder.Path, path));
    }

    [Fact]
    public void A_missing_folder_throws_with_its_path()
    {
        var missing = Path.Combine(_folder.Path, "missing");
        Assert.Contains(
            missing, Assert.Throws<DirectoryNotFoundException>(() => MediaFiles.Enumerate(missing)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => MediaFiles.Enumerate(" "));
    }

    private IEnumerable<string> Included(string[]? include = null, string[]? exclude = null) =>
        MediaFiles.Enumerate(_folder.Path, include: include, exclude: exclude)
            .Where(file => file.SkipReason is null)
            .Select(file => Path.GetRelativePath(_folder.Path, file.Path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);
}
