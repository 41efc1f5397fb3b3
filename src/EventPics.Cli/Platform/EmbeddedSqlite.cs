using System.Runtime.InteropServices;
using SQLitePCL;

namespace EventPics.Cli.Platform;

/// <summary>Loads the SQLite library that is embedded in a single-file program; elsewhere it is a file next to the program.</summary>
internal static class EmbeddedSqlite
{
    private const string Library = "e_sqlite3";

    public static void LoadFrom(string dataDirectory)
    {
        if (typeof(EmbeddedSqlite).Assembly.GetManifestResourceInfo(Library) is not null)
        {
            NativeLibrary.SetDllImportResolver(
                typeof(SQLite3Provider_e_sqlite3).Assembly, (name, _, _) => name == Library ? Load(dataDirectory) : 0);
        }
    }

    private static nint Load(string dataDirectory)
    {
        using var packed = new MemoryStream();
        using (var resource = typeof(EmbeddedSqlite).Assembly.GetManifestResourceStream(Library)!)
        {
            resource.CopyTo(packed);
        }

        return EmbeddedLibrary.Load(packed.ToArray(), Path.Combine(dataDirectory, "lib"), $"{Library}-{ToolVersion.Number}");
    }
}
