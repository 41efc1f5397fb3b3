using System.Runtime.InteropServices;
using SQLitePCL;

namespace EventPics.Cli.Internal;

/// <summary>Unpacks the SQLite library that a program of one file carries inside; elsewhere it lies beside the program.</summary>
internal static class CarriedSqlite
{
    private const string Library = "e_sqlite3";

    /// <summary>Has it loaded from the data folder, where nobody but the user can put another in its place.</summary>
    public static void LoadFrom(string dataDirectory)
    {
        if (typeof(CarriedSqlite).Assembly.GetManifestResourceInfo(Library) is not null)
        {
            var path = Path.Combine(dataDirectory, "lib", $"{Library}-{ToolVersion.Number}{Ending}");
            NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (name, _, _) => name == Library ? Load(path) : 0);
        }
    }

    private static string Ending => OperatingSystem.IsWindows() ? ".dll" : OperatingSystem.IsMacOS() ? ".dylib" : ".so";

    private static nint Load(string path)
    {
        using var packed = new MemoryStream();
        using (var resource = typeof(CarriedSqlite).Assembly.GetManifestResourceStream(Library)!)
        {
            resource.CopyTo(packed);
        }

        try
        {
            if (!File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(packed.ToArray()))
            {
                PrivateFolder.WriteFile(path, packed.ToArray());
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another process may have been first; if not, the system's own search is what is left.
        }

        return NativeLibrary.TryLoad(path, out var handle) ? handle : 0;
    }
}
