namespace EventPics.Queue.Internal;

/// <summary>A lock among processes that ends with its process, however that ends.</summary>
internal sealed class LockFile : IDisposable
{
    private readonly FileStream _file;

    private LockFile(FileStream file) => _file = file;

    /// <summary>Null when another process, or another queue in this one, holds it.</summary>
    public static LockFile? TryTake(string path)
    {
        try
        {
            // FileShare.None is flock on Unix and a sharing mode on Windows: the system drops both with the process. The file stays,
            // since deleting it would let two processes lock two files of one name.
            return new LockFile(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1));
        }
        catch (Exception e) when (e is IOException and not DirectoryNotFoundException and not FileNotFoundException)
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
