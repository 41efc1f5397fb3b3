namespace EventPics.Cli.Sending;

/// <summary>Finds the length of a file that may be missing or unreadable.</summary>
internal static class FileLength
{
    public static long? Find(string path)
    {
        try
        {
            return path.Length > 0 && new FileInfo(path) is { Exists: true } info ? info.Length : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
