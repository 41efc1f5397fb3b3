namespace EventPics.Queue.Internal.Disk;

/// <summary>A lock between processes that the system releases when its process ends, however it ends.</summary>
internal sealed class LockFile : IDisposable
{
    private readonly FileStream _file;

    private LockFile(FileStream file) => _file = file;

    /// <summary>Acquires the lock. Returns null while another process, or another queue in this process, holds it.</summary>
    /// <exception cref="UploadQueueException">
    /// The file can't be opened for another reason, so that it is unknown whether the lock is held.
    /// </exception>
    public static LockFile? TryAcquire(string path)
    {
        try
        {
            // FileShare.None is flock on Unix and a sharing mode on Windows: the system releases both with the process. The file is not
            // deleted, because then two processes could lock two files of the same name.
            return new LockFile(DurableFile.CreateFile(path, FileMode.OpenOrCreate));
        }
        catch (IOException e) when (IoErrorCodes.IsInUse(e))
        {
            return null;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or DirectoryNotFoundException)
        {
            throw new UploadQueueException(
                UploadQueueError.FolderNotWritable,
                $"The queue's file '{path}' can't be written. Check the folder's owner and permissions, and whether it still exists.", e);
        }
        catch (IOException e)
        {
            throw IoErrorCodes.IsDiskFull(e)
                ? new UploadQueueException(
                    UploadQueueError.DiskFull, "The disk of the upload queue is full. Free some space; queued photos are safe.", e)
                : new UploadQueueException(
                    UploadQueueError.StorageFailed, $"The queue's file '{path}' can't be opened now ({e.Message}). Try again.", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
