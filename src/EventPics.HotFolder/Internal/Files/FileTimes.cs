namespace EventPics.HotFolder.Internal.Files;

/// <summary>Determines since when a file has been where it is.</summary>
internal static class FileTimes
{
    /// <summary>
    /// Returns the later of its creation and its last modification: a photo that was just copied keeps the old time of its last
    /// modification, and one that was overwritten in place keeps that of its creation.
    /// </summary>
    public static DateTime ArrivedUtc(string path, DateTime writtenUtc)
    {
        var created = CreatedUtc(path);
        return created > writtenUtc ? created.Value : writtenUtc;
    }

    /// <summary>
    /// Returns when a file was created where it is, by the clock of the file system; <see langword="null"/> when that is unknown.
    /// </summary>
    // Where .NET doesn't know the creation time, it returns the older of two other times.
    public static DateTime? CreatedUtc(string path) =>
        LinuxFiles.IsLinux ? LinuxFiles.ReadIdentity(path)?.CreatedUtc : File.GetCreationTimeUtc(path);
}
