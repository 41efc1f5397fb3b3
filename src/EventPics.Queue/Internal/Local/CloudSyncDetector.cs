namespace EventPics.Queue.Internal.Local;

/// <summary>Detects folders that a service syncs file by file, so that a database and its log would no longer match.</summary>
internal static class CloudSyncDetector
{
    // Set by OneDrive for the programs of its user.
    private static readonly string[] OneDriveVariables = ["OneDrive", "OneDriveConsumer", "OneDriveCommercial"];

    /// <summary>Gets the service that syncs the folder; null if none is detected.</summary>
    public static string? Detect(string folder) => Detect(
        folder, Environment.GetEnvironmentVariable,
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify));

    internal static string? Detect(string folder, Func<string, string?> variable, string home)
    {
        if (OneDriveVariables.Any(name => IsBelow(folder, variable(name))))
        {
            return "OneDrive";
        }

        // Where macOS has them all: its own, OneDrive, Dropbox, Google Drive and others.
        return IsBelow(folder, home + "/Library/Mobile Documents") ? "iCloud"
            : IsBelow(folder, home + "/Library/CloudStorage") ? "a cloud service"
            : null;
    }

    // Unlike FolderPaths, with the separators of every system: each recognizes only its own folders, and a test checks all of them anywhere.
    private static bool IsBelow(string folder, string? root)
    {
        root = root?.TrimEnd('/', '\\');
        return !string.IsNullOrEmpty(root)
            && folder.StartsWith(root, StringComparison.OrdinalIgnoreCase)
            && (folder.Length == root!.Length || folder[root.Length] is '/' or '\\');
    }
}
