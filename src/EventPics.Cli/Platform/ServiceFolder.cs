namespace EventPics.Cli.Platform;

/// <summary>The folder where a Windows service keeps its queue and key, whatever user it runs as.</summary>
internal static class ServiceFolder
{
    public static string Root { get; } =
        Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData, Environment.SpecialFolderOption.DoNotVerify),
            "EventPics");

    public static bool Contains(string folder) => FolderPaths.IsBelow(Root, Path.GetFullPath(folder), FolderPaths.Comparison);
}
