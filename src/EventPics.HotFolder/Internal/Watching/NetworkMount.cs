namespace EventPics.HotFolder.Internal.Watching;

/// <summary>Recognizes folders in which the system doesn't report other machines' changes.</summary>
internal static class NetworkMount
{
    public static bool Contains(string folder)
    {
        if (Paths.IsWindows && folder.StartsWith(@"\\", StringComparison.Ordinal))
        {
            return true;
        }

        try
        {
            var drive = new DriveInfo(Paths.IsWindows ? Path.GetPathRoot(folder)! : folder);
            return drive.DriveType == DriveType.Network || NetworkFileSystems.Contains(drive.DriveFormat);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }
}
