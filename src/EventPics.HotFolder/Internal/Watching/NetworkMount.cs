namespace EventPics.HotFolder.Internal.Watching;

/// <summary>Tells folders in which the system sees no other machine's changes.</summary>
internal static class NetworkMount
{
    // Network file systems, and those that virtual machines and containers share with their host.
    private static readonly string[] Formats =
    [
        "cifs", "smb", "smb2", "smb3", "smbfs", "nfs", "nfs4", "afs", "ncpfs", "webdav", "davfs", "fuse.sshfs", "fuse.rclone",
        "9p", "v9fs", "vboxsf", "prl_fs", "virtiofs",
    ];

    public static bool Contains(string folder)
    {
        if (Paths.IsWindows && folder.StartsWith(@"\\", StringComparison.Ordinal))
        {
            return true;
        }

        try
        {
            var drive = new DriveInfo(Paths.IsWindows ? Path.GetPathRoot(folder)! : folder);
            return drive.DriveType == DriveType.Network || Formats.Contains(drive.DriveFormat, StringComparer.OrdinalIgnoreCase);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }
}
