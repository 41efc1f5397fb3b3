namespace EventPics.Queue.Internal.Disk;

/// <summary>Rejects a photo before it fills the disk.</summary>
internal static class DiskSpace
{
    /// <summary>Kept free for the database, so that results can still be saved on a full disk.</summary>
    public const long Reserve = 2 * 1024 * 1024;

    public static void Check(string folder, long length)
    {
        long free;
        try
        {
            free = new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return; // Not every file system reports it. Writing will fail then.
        }

        if (free < length + Reserve)
        {
            throw Full(null);
        }
    }

    public static UploadQueueException Full(Exception? cause) => new(
        UploadQueueError.DiskFull,
        "The disk of the upload queue is full, so the photo was not enqueued. Free some space; queued photos are safe.", cause);
}
