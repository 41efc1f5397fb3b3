namespace EventPics.HotFolder.Internal.Files;

/// <summary>Opens a file beside the program that made it.</summary>
internal static class SharedFile
{
    private const int BufferSize = 4096;

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
        catch (IOException e) when (IoErrorCodes.IsInUse(e))
        {
            return true;
        }
    }
}
