using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using EventPics.Cli.Platform;

namespace EventPics.Cli.Tests.Platform;

[SupportedOSPlatform("linux")]
public sealed class EmbeddedLibraryTests : IDisposable
{
    private readonly TempFolder _root = new();

    private string Folder => _root.PathOf("lib");

    private string PlantedLibrary => Path.Combine(Folder, "e_sqlite3-1.so");

    public EmbeddedLibraryTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "The library at hand is Linux's.");

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Linux_loads_the_library_from_memory_and_needs_no_disk()
    {
        var inTheWay = _root.PathOf("file");
        File.WriteAllText(inTheWay, "");

        var handle = EmbeddedLibrary.Load(Sqlite(), Path.Combine(inTheWay, "lib"), "e_sqlite3-1");

        Assert.True(NativeLibrary.TryGetExport(handle, "sqlite3_libversion", out _));
        Assert.Single(Directory.GetFileSystemEntries(_root.Path));
    }

    [Fact]
    public void A_planted_library_is_replaced_before_anything_is_loaded()
    {
        OwnerOnlyFiles.CreateDirectory(Folder);
        File.WriteAllText(PlantedLibrary, "not a library");

        var handle = EmbeddedLibrary.LoadFromFile(Sqlite(), Folder, "e_sqlite3-1");

        Assert.True(NativeLibrary.TryGetExport(handle, "sqlite3_libversion", out _));
        Assert.Equal(Sqlite(), File.ReadAllBytes(PlantedLibrary));
    }

    [Fact]
    public void A_library_that_cannot_be_replaced_is_not_loaded()
    {
        OwnerOnlyFiles.CreateDirectory(Folder);
        Directory.CreateDirectory(PlantedLibrary);

        Assert.ThrowsAny<Exception>(() => EmbeddedLibrary.LoadFromFile(Sqlite(), Folder, "e_sqlite3-1"));
    }

    [Fact]
    public void A_folder_that_is_a_symlink_is_rejected()
    {
        var elsewhere = Directory.CreateDirectory(_root.PathOf("elsewhere")).FullName;
        Directory.CreateSymbolicLink(Folder, elsewhere);

        Assert.Throws<UnauthorizedAccessException>(() => EmbeddedLibrary.LoadFromFile(Sqlite(), Folder, "e_sqlite3-1"));
        Assert.Empty(Directory.GetFileSystemEntries(elsewhere));
    }

    [Fact]
    public void A_folder_writable_by_others_is_restricted_first()
    {
        Directory.CreateDirectory(Folder);
        File.SetUnixFileMode(Folder, (UnixFileMode)0x1FF);

        EmbeddedLibrary.LoadFromFile(Sqlite(), Folder, "e_sqlite3-1");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
    }

    [Fact]
    public void Bytes_that_are_no_library_are_an_error_and_nothing_else_is_loaded() =>
        Assert.ThrowsAny<Exception>(() => EmbeddedLibrary.Load([1, 2, 3], Folder, "e_sqlite3-1"));

    private static byte[] Sqlite() =>
        File.ReadAllBytes(
            Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native", "libe_sqlite3.so"));
}
