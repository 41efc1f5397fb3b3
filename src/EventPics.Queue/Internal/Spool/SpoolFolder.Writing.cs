using EventPics.Queue.Internal.Disk;

namespace EventPics.Queue.Internal.Spool;

/// <content>How bytes come in.</content>
internal sealed partial class SpoolFolder
{
    /// <summary>Takes over the bytes under an unfinished name and hashes what arrived. Cancelled, it leaves nothing behind.</summary>
    public SpooledBytes Write(string id, UploadContent content, CancellationToken cancellationToken)
    {
        var unfinished = UnfinishedPath(id);
        try
        {
            EnsureFolder();
            DiskSpace.Check(Folder, content.Length);
            return content.FilePath is { } source
                ? WriteFile(id, source, content.Length, unfinished, cancellationToken)
                : WriteStream(id, content, unfinished, cancellationToken);
        }
        catch (Exception e)
        {
            DurableFile.TryDelete(unfinished);
            if (Explain(e) is { } explained)
            {
                throw explained;
            }

            throw;
        }
    }

    /// <summary>Makes the folder anew when it was deleted. Not if the queue's own folder is gone around it: that had the database.</summary>
    private void EnsureFolder()
    {
        if (Directory.Exists(Folder))
        {
            return;
        }

        if (!Directory.Exists(Path.GetDirectoryName(Folder)))
        {
            throw CreateFolderDeletedException(null);
        }

        DurableFile.CreateFolder(Folder);
    }

    /// <summary>Null for what is not the fault of this folder or its disk.</summary>
    private UploadQueueException? Explain(Exception e) =>
        e is UploadQueueException ? null
        : IoErrorCodes.IsDiskFull(e) ? DiskSpace.Full(e)
        : e is IOException or UnauthorizedAccessException && !Directory.Exists(Folder) ? CreateFolderDeletedException(e)
        : null;

    private UploadQueueException CreateFolderDeletedException(Exception? cause) => new(
        UploadQueueError.FolderNotWritable,
        $"The folder '{Folder}' was deleted while the queue was open, so the photo was not enqueued. Restart the program, which creates a new folder, and find out what deleted it.",
        cause);

    private SpooledBytes WriteFile(string id, string source, long length, string unfinished, CancellationToken cancellationToken)
    {
        var stamp = File.GetLastWriteTimeUtc(source);
        if (!sourcesNeverChange || IsSymbolicLink(source) || !DurableFile.TryHardLink(source, unfinished))
        {
            // Clones on file systems that can: the copy then shares the disk's blocks until one of the two is written to.
            File.Copy(source, unfinished);
            DurableFile.MakePrivate(unfinished);
        }

        var hash = HashWhileFlushing(unfinished, cancellationToken);
        var changed = new FileInfo(unfinished).Length != length || (File.Exists(source) && File.GetLastWriteTimeUtc(source) != stamp);
        return changed
            ? throw new IOException($"'{source}' changed while it was read: another program is probably still writing to it. Try again when the file is closed.")
            : new SpooledBytes(id, length, hash, new DateTimeOffset(stamp));
    }

    // A second name for a link would be one more link, not bytes.
    private static bool IsSymbolicLink(string path) => (File.GetAttributes(path) & FileAttributes.ReparsePoint) != 0;

    // The disk is busy with the bytes about as long as the processor.
    private static string HashWhileFlushing(string path, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var flushing = Task.Run(() => DurableFile.Flush(path), CancellationToken.None);
        try
        {
            return Hash(path, FileShare.ReadWrite | FileShare.Delete, cancellationToken);
        }
        finally
        {
            flushing.GetAwaiter().GetResult();
        }
    }

    private static SpooledBytes WriteStream(string id, UploadContent content, string unfinished, CancellationToken cancellationToken)
    {
        using var source = content.OpenRead();
        using var file = DurableFile.CreateFile(unfinished);
        var (length, hash) = Sha256Hex.Copy(source, file, cancellationToken);
        file.Flush(flushToDisk: true);
        return length == content.Length
            ? new SpooledBytes(id, length, hash)
            : throw new IOException($"The stream returned {length} bytes instead of {content.Length}. Enqueue it when nothing writes to it any more.");
    }
}
