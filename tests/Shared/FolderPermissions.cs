namespace EventPics.Tests.Shared;

/// <summary>Removes the permissions of a folder and restores them.</summary>
internal static class FolderPermissions
{
    public const UnixFileMode All = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public static void SkipIfNotEnforced() =>
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.UserName == "root", "The system denies this user nothing.");

    public static void Set(string folder, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, mode);
        }
    }
}
