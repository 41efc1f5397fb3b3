namespace EventPics.HotFolder.Internal.Files;

/// <summary>Opens files that other programs may have open.</summary>
internal static class SharedFile
{
    private const int BufferSize = 4096;

    /// <summary>Opens a file for reading, whatever other programs do with it.</summary>
    public static FileStream OpenShared(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferSize);

    /// <summary>Opens a file for reading only if no other program has it open for writing.</summary>
    /// <exception cref="IOException">Another program has, and the system enforces it.</exception>
    public static FileStream OpenUnwritten(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize, FileOptions.SequentialScan);

    /// <summary>Whether a program has the file open for writing; <see langword="null"/> when the system doesn't report it.</summary>
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
