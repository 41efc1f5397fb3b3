namespace EventPics.Internal;

/// <summary>Opens the file of a picture so that other programs may go on reading, renaming and deleting it.</summary>
internal static class SourceFile
{
    /// <summary>When it was last written to.</summary>
    public static DateTime WrittenAt(FileStream file) =>
#if NET
        File.GetLastWriteTimeUtc(file.SafeFileHandle);
#else
        File.GetLastWriteTimeUtc(file.Name);
#endif

    /// <summary>Opens it for the first time, when the path may still be wrong.</summary>
    public static FileStream OpenFirst(string path, string fullPath)
    {
        try
        {
            return Open(fullPath);
        }
        catch (IOException) when (Directory.Exists(fullPath))
        {
            throw new ArgumentException($"'{path}' is a folder. Upload its files one by one.", nameof(path));
        }
        catch (IOException) when (!File.Exists(fullPath))
        {
            throw new FileNotFoundException($"There is no file '{path}'.", fullPath);
        }
    }

    public static FileStream Open(string path)
    {
        try
        {
            // Buffer size 1 switches off the stream's own buffer: the body reads in large pieces anyway.
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1);
        }
        catch (FileNotFoundException)
        {
            throw;
        }
        catch (IOException cause)
        {
            throw new IOException($"'{path}' can't be read now: another program is probably still writing it. Try again when it is closed.", cause);
        }
        catch (UnauthorizedAccessException cause)
        {
            throw new IOException($"'{path}' can't be read: this program has no permission. Check the file's owner and rights.", cause);
        }
    }
}
