namespace EventPics.Internal;

/// <summary>Opens the file of a picture so that other programs may go on reading, renaming and deleting it.</summary>
internal static class SourceFile
{
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
