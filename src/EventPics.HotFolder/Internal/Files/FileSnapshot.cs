namespace EventPics.HotFolder.Internal.Files;

/// <summary>What tells a file's version from another's without reading it.</summary>
internal readonly record struct FileSnapshot(long Length, DateTime LastWriteUtc)
{
    /// <summary>Looks at a file; <see langword="null"/> when it is gone.</summary>
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
