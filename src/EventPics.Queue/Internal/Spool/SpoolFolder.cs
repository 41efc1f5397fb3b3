namespace EventPics.Queue.Internal;

/// <summary>The queue's own copies of the pictures, each with its side-car. What has its final name is complete and on disk.</summary>
internal sealed class SpoolFolder(string folder, bool sourcesNeverChange)
{
    public const string BytesExtension = ".bin";
    public const string SideCarExtension = ".json";
    public const string UnfinishedExtension = ".tmp";

    public string Folder { get; } = folder;

    public string BytesPath(string id) => Path.Combine(Folder, id + BytesExtension);

    public string SideCarPath(string id) => Path.Combine(Folder, id + SideCarExtension);

    /// <summary>Takes over the bytes under an unfinished name and hashes what arrived.</summary>
    public SpooledBytes Receive(string id, UploadContent content)
    {
        var unfinished = Unfinished(id);
        try
        {
            DiskSpace.Check(Folder, content.Length);
            return content.FilePath is { } source ? ReceiveFile(id, source, content.Length, unfinished) : ReceiveStream(id, content, unfinished);
        }
        catch (Exception e)
        {
            Disk.DeleteQuietly(unfinished);
            if (Disk.IsFull(e))
            {
                throw DiskSpace.Full(e);
            }

            throw;
        }
    }

    /// <summary>Gives bytes and side-car their final names, and brings all of it to the disk.</summary>
    public UploadJob Keep(UploadJob job)
    {
        var unfinishedSideCar = SideCarPath(job.Id) + UnfinishedExtension;
        try
        {
            using (var file = Disk.CreateFile(unfinishedSideCar))
            {
                var text = SideCar.Of(job).ToJson();
                file.Write(text, 0, text.Length);
                file.Flush(flushToDisk: true);
            }

            // The side-car first: bytes without one belong to nobody, and are cleared away in time.
            Disk.Rename(unfinishedSideCar, SideCarPath(job.Id));
            Disk.Rename(Unfinished(job.Id), BytesPath(job.Id));
            Disk.FlushFolder(Folder);
            return job with { SpoolStamp = StampOf(job.Id) };
        }
        catch (Exception e)
        {
            Disk.DeleteQuietly(unfinishedSideCar);
            Discard(job.Id);
            if (Disk.IsFull(e))
            {
                throw DiskSpace.Full(e);
            }

            throw;
        }
    }

    /// <summary>Replaces the side-car of a job that now belongs elsewhere.</summary>
    public void Rewrite(UploadJob job)
    {
        var unfinished = SideCarPath(job.Id) + UnfinishedExtension;
        Disk.DeleteQuietly(unfinished);
        using (var file = Disk.CreateFile(unfinished))
        {
            var text = SideCar.Of(job).ToJson();
            file.Write(text, 0, text.Length);
            file.Flush(flushToDisk: true);
        }

        Disk.Rename(unfinished, SideCarPath(job.Id));
        Disk.FlushFolder(Folder);
    }

    /// <summary>Whether the bytes are those that were handed over.</summary>
    public bool IsWhole(UploadJob job)
    {
        FileInfo bytes = new(BytesPath(job.Id));
        return bytes.Exists && bytes.Length == job.Length && Hash(bytes.FullName) == job.Sha256;
    }

    /// <summary>Gives an earlier job the bytes that arrived under another id.</summary>
    public void ReplaceBy(UploadJob job, SpooledBytes fresh)
    {
        Rewrite(job);
        Disk.Rename(Unfinished(fresh.Id), BytesPath(job.Id));
        Disk.FlushFolder(Folder);
    }

    /// <summary>Copies the bytes from their source again, if those are still the same.</summary>
    public bool Replace(UploadJob job, string source)
    {
        var unfinished = Unfinished(job.Id);
        Disk.DeleteQuietly(unfinished);
        File.Copy(source, unfinished);
        Disk.MakePrivate(unfinished);
        Disk.Flush(unfinished);
        if (Hash(unfinished) != job.Sha256)
        {
            Disk.DeleteQuietly(unfinished);
            return false;
        }

        Disk.Rename(unfinished, BytesPath(job.Id));
        Disk.FlushFolder(Folder);
        return true;
    }

    /// <summary>Deletes bytes and side-car. The side-car goes first: bytes without one belong to nobody.</summary>
    public void Discard(string id)
    {
        Disk.DeleteQuietly(SideCarPath(id));
        Disk.DeleteQuietly(BytesPath(id));
        Disk.DeleteQuietly(Unfinished(id));
    }

    public long StampOf(string id) => File.GetLastWriteTimeUtc(BytesPath(id)).Ticks;

    public SideCar? ReadSideCar(string id)
    {
        try
        {
            return SideCar.FromJson(File.ReadAllBytes(SideCarPath(id)), id);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static string Hash(string path, FileShare share = FileShare.Read | FileShare.Delete)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, share, bufferSize: 1, FileOptions.SequentialScan);
        return Hashing.Copy(file, null).Sha256;
    }

    private string Unfinished(string id) => BytesPath(id) + UnfinishedExtension;

    private SpooledBytes ReceiveFile(string id, string source, long length, string unfinished)
    {
        var stamp = File.GetLastWriteTimeUtc(source);
        if (!sourcesNeverChange || IsLink(source) || !Disk.TryHardLink(source, unfinished))
        {
            // Clones on file systems that can: the copy then shares the disk's blocks until one of the two is written to.
            File.Copy(source, unfinished);
            Disk.MakePrivate(unfinished);
        }

        var hash = HashWhileFlushing(unfinished);
        var changed = new FileInfo(unfinished).Length != length || (File.Exists(source) && File.GetLastWriteTimeUtc(source) != stamp);
        return changed
            ? throw new IOException($"'{source}' changed while it was read: another program is probably still writing it. Try again when it is closed.")
            : new SpooledBytes(id, length, hash);
    }

    // A second name for a link would be one more link, not bytes.
    private static bool IsLink(string path) => (File.GetAttributes(path) & FileAttributes.ReparsePoint) != 0;

    // The disk is busy with the bytes about as long as the processor.
    private static string HashWhileFlushing(string path)
    {
        var flushing = Task.Run(() => Disk.Flush(path));
        try
        {
            return Hash(path, FileShare.ReadWrite | FileShare.Delete);
        }
        finally
        {
            flushing.GetAwaiter().GetResult();
        }
    }

    private static SpooledBytes ReceiveStream(string id, UploadContent content, string unfinished)
    {
        using var source = content.OpenRead();
        using var file = Disk.CreateFile(unfinished);
        var (length, hash) = Hashing.Copy(source, file);
        file.Flush(flushToDisk: true);
        return length == content.Length
            ? new SpooledBytes(id, length, hash)
            : throw new IOException($"The stream gave {length} bytes in place of {content.Length}. Enqueue it when nobody writes to it any more.");
    }
}
