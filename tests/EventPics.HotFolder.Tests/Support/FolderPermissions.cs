namespace EventPics.HotFolder.Tests.Support;

/// <summary>Takes away the rights to a folder and gives them back.</summary>
internal static class FolderPermissions
{
    public const UnixFileMode All = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public static void SkipIfNotEnforced() =>
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.UserName == "root", "The system keeps nothing from this user.");

    public static void Set(string folder, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, mode);
        }
    }
}
