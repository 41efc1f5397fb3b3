namespace EventPics.HotFolder.Internal.Files;

/// <summary>Since when a file has been where it is.</summary>
internal static class FileTimes
{
    /// <summary>
    /// The younger of its birth and its last modification: a photo that was just copied keeps the old time of its last modification, and one
    /// that was overwritten in place keeps that of its birth.
    /// </summary>
    public static DateTime ArrivedUtc(string path, DateTime writtenUtc)
    {
        var born = CreatedUtc(path);
        return born > writtenUtc ? born.Value : writtenUtc;
    }

    /// <summary>When a file was created where it is, by the clock of the file system; <see langword="null"/> when that isn't known.</summary>
    // .NET calls the older of two other times the birth where it doesn't know it.
    public static DateTime? CreatedUtc(string path) => LinuxFiles.IsLinux ? LinuxFiles.ReadIdentity(path)?.CreatedUtc : File.GetCreationTimeUtc(path);
}
