namespace EventPics.HotFolder.Internal.Files;

/// <summary>Identifies a version of a file without reading it.</summary>
internal readonly record struct FileSnapshot(long Length, DateTime LastWriteUtc)
{
    /// <summary>Reads the current version; <see langword="null"/> when the file doesn't exist.</summary>
    public static FileSnapshot? Read(string path) => Of(new FileInfo(path));

    public static FileSnapshot? Of(FileInfo file)
    {
        try
        {
            return file.Exists ? new FileSnapshot(file.Length, file.LastWriteTimeUtc) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
