using System.Security.Cryptography;
using EventPics.Queue.Internal.Disk;

namespace EventPics.Queue.Internal.Spool;

/// <summary>Copies bytes into the spool under an unfinished name, on disk when it returns.</summary>
internal sealed class SpoolWriter(string folder, bool sourcesNeverChange)
{
    private const int BufferSize = 128 * 1024;

    // For a stream of unknown length, which could otherwise use up the space that is kept for the database.
    private const int SpaceCheckInterval = 1024 * 1024;

    // How long a cancelled call waits for the source to return, so that its owner can use it again.
    private static readonly TimeSpan CancelTimeout = TimeSpan.FromSeconds(2);

    /// <summary>Writes the bytes and hashes what was written. A failure or cancellation leaves nothing behind.</summary>
    public SpooledBytes Write(string id, UploadContent content, string unfinished, CancellationToken cancellationToken)
    {
        try
        {
            EnsureFolder();
            DiskSpace.Check(folder, content.Length);
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

    /// <summary>Writes the rest of a stream and hashes what was written. A failure or cancellation leaves nothing behind.</summary>
    public async Task<SpooledBytes> WriteAsync(
        string id, string fileName, Stream content, UploadQueueOptions options, string unfinished, CancellationToken cancellationToken)
    {
        try
        {
            EnsureFolder();
            DiskSpace.Check(folder, content.CanSeek ? content.Length - content.Position : 0);
            return await WriteOnceAsync(id, fileName, content, options, unfinished, cancellationToken).ConfigureAwait(false);
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

    /// <summary>Recreates the folder if it was deleted, unless the queue's folder around it is gone too: that contained the database.</summary>
    public void EnsureFolder()
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        if (!Directory.Exists(Path.GetDirectoryName(folder)))
        {
            throw CreateFolderDeletedException(null);
        }

        DurableFile.CreateFolder(folder);
    }

    /// <summary>Explains a failure of this folder or its disk; null for any other.</summary>
    public UploadQueueException? Explain(Exception e) =>
        e is UploadQueueException ? null
        : IoErrorCodes.IsDiskFull(e) ? DiskSpace.Full(e)
        : e is IOException or UnauthorizedAccessException && !Directory.Exists(folder) ? CreateFolderDeletedException(e)
        : null;

    /// <summary>Hashes the bytes of a file.</summary>
    public static string Hash(string path, FileShare share = FileShare.Read | FileShare.Delete, CancellationToken cancellationToken = default)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, share, bufferSize: 1, FileOptions.SequentialScan);
        return Sha256Hex.Compute(file, cancellationToken);
    }

    private UploadQueueException CreateFolderDeletedException(Exception? cause) => new(
        UploadQueueError.FolderNotWritable,
        $"The folder '{folder}' was deleted while the queue was open, so the photo was not enqueued. Restart the program, which creates a new folder, and find out what deleted it.",
        cause);

    private SpooledBytes WriteFile(string id, string source, long length, string unfinished, CancellationToken cancellationToken)
    {
        var modifiedAt = File.GetLastWriteTimeUtc(source);
        if (!sourcesNeverChange || IsSymbolicLink(source) || !DurableFile.TryHardLink(source, unfinished))
        {
            // A clone where the file system supports it: the copy shares the disk's blocks until one of the two is written to.
            File.Copy(source, unfinished);
            DurableFile.MakePrivate(unfinished);
        }

        var hash = HashWhileFlushing(unfinished, cancellationToken);
        var isChanged = new FileInfo(unfinished).Length != length || (File.Exists(source) && File.GetLastWriteTimeUtc(source) != modifiedAt);
        return isChanged
            ? throw new IOException($"'{source}' changed while it was read: another program is probably still writing to it. Try again when the file is closed.")
            : new SpooledBytes(id, length, hash, new DateTimeOffset(modifiedAt));
    }

    // A hard link to a symbolic link would be one more symbolic link without bytes of its own.
    private static bool IsSymbolicLink(string path) => (File.GetAttributes(path) & FileAttributes.ReparsePoint) != 0;

    // In parallel, because the disk needs about as long as the processor.
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

    private async Task<SpooledBytes> WriteOnceAsync(
        string id, string fileName, Stream content, UploadQueueOptions options, string unfinished, CancellationToken cancellationToken)
    {
        using var file = DurableFile.CreateFile(unfinished);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        long length = 0;
        var checkedLength = content.CanSeek ? content.Length - content.Position : 0;
        for (int read; (read = await ReadAsync(content, buffer, options.TimeProvider, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            length += read;
            if (length > options.MaxFileSize)
            {
                throw new ArgumentException(
                    $"'{fileName}' has more than {options.MaxFileSize:N0} bytes, which is the maximum that the queue accepts. " +
                    "Make it smaller, or raise MaxFileSize.",
                    nameof(content));
            }

            if (length > checkedLength)
            {
                DiskSpace.Check(folder, SpaceCheckInterval);
                checkedLength = length - read + SpaceCheckInterval;
            }

            hash.AppendData(buffer, 0, read);
            file.Write(buffer, 0, read);
            cancellationToken.ThrowIfCancellationRequested();
        }

        file.Flush(flushToDisk: true);
        return length > 0
            ? new SpooledBytes(id, length, Sha256Hex.Format(hash.GetHashAndReset()))
            : throw new ArgumentException("The stream is empty, or was read to its end before.", nameof(content));
    }

    // A source may ignore the token, or even block the thread. Cancelled, it may still fill the buffer, which nothing else uses then.
    private static async Task<int> ReadAsync(Stream content, byte[] buffer, TimeProvider time, CancellationToken cancellationToken)
    {
        var reading = Task.Run(async () => await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false), cancellationToken);
        try
        {
            return await reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!reading.IsCompleted)
        {
            _ = reading.ContinueWith(
                static ended => ended.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            await Task.WhenAny(reading, Task.Delay(CancelTimeout, time, CancellationToken.None)).ConfigureAwait(false);
            throw;
        }
    }
}
