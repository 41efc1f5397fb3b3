namespace EventPics.Internal.Content;

/// <summary>Opens the file of a photo so that other programs can still read, rename and delete it.</summary>
internal static class SourceFile
{
    /// <summary>When the file was last written to.</summary>
    public static DateTime LastWriteTime(FileStream file) =>
#if NET
        File.GetLastWriteTimeUtc(file.SafeFileHandle);
#else
        File.GetLastWriteTimeUtc(file.Name);
#endif

    /// <summary>Opens a file for the first time, when the path may still be wrong.</summary>
    public static FileStream OpenFirst(string path, string fullPath)
    {
        try
        {
            return Open(fullPath);
        }
        catch (IOException) when (Directory.Exists(fullPath))
        {
            throw new ArgumentException($"'{path}' is a folder. Upload its files individually.", nameof(path));
        }
        catch (IOException) when (!File.Exists(fullPath))
        {
            throw new FileNotFoundException($"The file '{path}' does not exist. Check the path.", fullPath);
        }
    }

    public static FileStream Open(string path)
    {
        try
        {
            // Buffer size 1 disables the stream's own buffer: the body reads in large blocks anyway.
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1);
        }
        catch (FileNotFoundException)
        {
            throw;
        }
        catch (IOException e)
        {
            throw new IOException($"'{path}' can't be read: another program is probably still writing it. Try again when it is closed.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"'{path}' can't be read: access is denied. Check the file's owner and permissions.", e);
        }
    }
}
