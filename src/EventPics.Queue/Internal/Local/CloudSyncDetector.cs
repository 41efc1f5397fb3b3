namespace EventPics.Queue.Internal.Local;

/// <summary>Folders that a service copies elsewhere, and back, file by file: a database and its log then no longer fit together.</summary>
internal static class CloudSyncDetector
{
    /// <summary>Set by OneDrive for the programs of its user.</summary>
    private static readonly string[] OneDriveVariables = ["OneDrive", "OneDriveConsumer", "OneDriveCommercial"];

    /// <summary>The service that syncs the folder, as far as one can tell.</summary>
    public static string? Detect(string folder) => Detect(
        folder, Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify));

    internal static string? Detect(string folder, Func<string, string?> variable, string home)
    {
        if (OneDriveVariables.Any(name => IsBelow(folder, variable(name))))
        {
            return "OneDrive";
        }

        // Where macOS keeps them all: its own, and those of OneDrive, Dropbox, Google Drive and others.
        return IsBelow(folder, home + "/Library/Mobile Documents") ? "iCloud"
            : IsBelow(folder, home + "/Library/CloudStorage") ? "a cloud service"
            : null;
    }

    private static bool IsBelow(string folder, string? root)
    {
        root = root?.TrimEnd('/', '\\');
        return !string.IsNullOrEmpty(root)
            && folder.StartsWith(root, StringComparison.OrdinalIgnoreCase)
            && (folder.Length == root!.Length || folder[root.Length] is '/' or '\\');
    }
}
