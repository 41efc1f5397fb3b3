namespace EventPics.HotFolder.Internal.Files;

/// <summary>Opens a file beside the program that made it.</summary>
internal static class SharedFile
{
    private const int BufferSize = 4096;
    private const int FacilityMask = 0xFFFF;

    /// <summary>Opens for reading whatever other programs do with the file.</summary>
    public static FileStream OpenShared(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferSize);

    /// <summary>Opens for reading only when nobody has the file open for writing.</summary>
    /// <exception cref="IOException">Somebody has, and the system knows.</exception>
    public static FileStream OpenUnwritten(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize, FileOptions.SequentialScan);

    /// <summary>Whether a program has the file open for writing; <see langword="null"/> when the system doesn't tell.</summary>
    public static bool? IsBeingWritten(string path, FileStream stream)
    {
        if (LinuxFiles.IsLinux)
        {
            return LinuxFiles.HasWriters(stream.SafeFileHandle);
        }

        if (!Paths.IsWindows)
        {
            return null;
        }

        try
        {
            OpenUnwritten(path).Dispose();
            return false;
        }
        catch (IOException e) when (IsInUse(e))
        {
            return true;
        }
    }

    /// <summary>Whether a file could not be opened because another program has it.</summary>
    // Sharing and lock violations of Windows, EAGAIN of Linux and of macOS.
    public static bool IsInUse(IOException e) => e is not (FileNotFoundException or DirectoryNotFoundException)
        && (Paths.IsWindows ? (e.HResult & FacilityMask) is 0x20 or 0x21 : e.HResult is 11 or 35);

    /// <summary>Whether the disk, or what this user may use of it, is full.</summary>
    // ENOSPC, and EDQUOT of Linux and of macOS.
    public static bool IsDiskFull(IOException e) => Paths.IsWindows ? (e.HResult & FacilityMask) is 0x27 or 0x70 : e.HResult is 28 or 122 or 69;
}
