using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using EventPics.Cli.Internal;

namespace EventPics.Cli.Tests;

[SupportedOSPlatform("linux")]
public sealed class CarriedLibraryTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("eventpics-library-").FullName;

    private string Folder => Path.Combine(_root, "lib");

    private string Planted => Path.Combine(Folder, "e_sqlite3-1.so");

    public CarriedLibraryTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "The library at hand is Linux's.");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Linux_loads_the_library_from_memory_and_needs_no_disk()
    {
        var inTheWay = Path.Combine(_root, "file");
        File.WriteAllText(inTheWay, "");

        var handle = CarriedLibrary.Load(Sqlite(), Path.Combine(inTheWay, "lib"), "e_sqlite3-1");

        Assert.True(NativeLibrary.TryGetExport(handle, "sqlite3_libversion", out _));
        Assert.Single(Directory.GetFileSystemEntries(_root));
    }

    [Fact]
    public void A_planted_library_is_replaced_before_anything_is_loaded()
    {
        PrivateFolder.Create(Folder);
        File.WriteAllText(Planted, "not a library");

        var handle = CarriedLibrary.FromFile(Sqlite(), Folder, "e_sqlite3-1");

        Assert.True(NativeLibrary.TryGetExport(handle, "sqlite3_libversion", out _));
        Assert.Equal(Sqlite(), File.ReadAllBytes(Planted));
    }

    [Fact]
    public void A_library_that_cannot_be_replaced_is_not_loaded()
    {
        PrivateFolder.Create(Folder);
        Directory.CreateDirectory(Planted);

        Assert.ThrowsAny<Exception>(() => CarriedLibrary.FromFile(Sqlite(), Folder, "e_sqlite3-1"));
    }

    [Fact]
    public void A_folder_that_is_a_symbolic_link_is_refused()
    {
        var elsewhere = Directory.CreateDirectory(Path.Combine(_root, "elsewhere")).FullName;
        Directory.CreateSymbolicLink(Folder, elsewhere);

        Assert.Throws<UnauthorizedAccessException>(() => CarriedLibrary.FromFile(Sqlite(), Folder, "e_sqlite3-1"));
        Assert.Empty(Directory.GetFileSystemEntries(elsewhere));
    }

    [Fact]
    public void A_folder_that_others_could_write_in_is_closed_to_them_first()
    {
        Directory.CreateDirectory(Folder);
        File.SetUnixFileMode(Folder, (UnixFileMode)0x1FF);

        CarriedLibrary.FromFile(Sqlite(), Folder, "e_sqlite3-1");

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
    }

    [Fact]
    public void Bytes_that_are_no_library_are_an_error_and_nothing_else_is_loaded() =>
        Assert.ThrowsAny<Exception>(() => CarriedLibrary.Load([1, 2, 3], Folder, "e_sqlite3-1"));

    private static byte[] Sqlite() =>
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native", "libe_sqlite3.so"));
}
