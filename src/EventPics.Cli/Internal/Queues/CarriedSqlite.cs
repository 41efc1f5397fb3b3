using System.Runtime.InteropServices;
using SQLitePCL;

namespace EventPics.Cli.Internal;

/// <summary>Loads the SQLite library that a single-file program carries inside; elsewhere it lies beside the program.</summary>
internal static class CarriedSqlite
{
    private const string Library = "e_sqlite3";

    public static void LoadFrom(string dataDirectory)
    {
        if (typeof(CarriedSqlite).Assembly.GetManifestResourceInfo(Library) is not null)
        {
            NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (name, _, _) => name == Library ? Load(dataDirectory) : 0);
        }
    }

    private static nint Load(string dataDirectory)
    {
        using var packed = new MemoryStream();
        using (var resource = typeof(CarriedSqlite).Assembly.GetManifestResourceStream(Library)!)
        {
            resource.CopyTo(packed);
        }

        return CarriedLibrary.Load(packed.ToArray(), Path.Combine(dataDirectory, "lib"), $"{Library}-{ToolVersion.Number}");
    }
}
