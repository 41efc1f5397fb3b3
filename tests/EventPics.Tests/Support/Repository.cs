namespace EventPics.Tests;

/// <summary>Where the repository lies, for tests that look at its files.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Real pictures beside the checkout, where they are kept on some machines.</summary>
    public static string? Photos
    {
        get
        {
            var folder = Path.GetFullPath(Path.Combine(Root, "..", "shared", "photos"));
            return Directory.Exists(folder) ? folder : null;
        }
    }

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "EventPics.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds EventPics.sln.");
    }
}
