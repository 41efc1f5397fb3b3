namespace EventPics.Queue.Internal.Disk;

/// <summary>A lock among processes that ends with its process, however that ends.</summary>
internal sealed class LockFile : IDisposable
{
    private readonly FileStream _file;

    private LockFile(FileStream file) => _file = file;

    /// <summary>Null when another process, or another queue in this one, holds it.</summary>
    /// <exception cref="UploadQueueException">The file can't be opened for another reason, so nobody knows who holds it.</exception>
    public static LockFile? TryAcquire(string path)
    {
        try
        {
            // FileShare.None is flock on Unix and a sharing mode on Windows: the system drops both with the process. The file stays,
            // since deleting it would let two processes lock two files of one name.
            return new LockFile(DurableFile.CreateFile(path, FileMode.OpenOrCreate));
        }
        catch (IOException e) when (IoErrorCodes.IsInUse(e))
        {
            return null;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or DirectoryNotFoundException)
        {
            throw new UploadQueueException(
                UploadQueueError.FolderNotWritable, $"The queue's file '{path}' can't be written. Check the folder's owner and rights, and whether it still exists.", e);
        }
        catch (IOException e)
        {
            throw IoErrorCodes.IsDiskFull(e)
                ? new UploadQueueException(UploadQueueError.DiskFull, "The disk of the upload queue is full. Free some space; queued photos are safe.", e)
                : new UploadQueueException(UploadQueueError.StorageFailed, $"The queue's file '{path}' can't be opened now ({e.Message}). Try again.", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
