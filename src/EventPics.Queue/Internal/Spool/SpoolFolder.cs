namespace EventPics.Queue.Internal;

/// <summary>The queue's own copies of the pictures, each with its side-car. What has its final name is complete and on disk.</summary>
internal sealed partial class SpoolFolder(string folder, bool sourcesNeverChange)
{
    public const string BytesExtension = ".bin";
    public const string SideCarExtension = ".json";
    public const string UnfinishedExtension = ".tmp";

    public string Folder { get; } = folder;

    public string BytesPath(string id) => Path.Combine(Folder, id + BytesExtension);

    public string SideCarPath(string id) => Path.Combine(Folder, id + SideCarExtension);

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
            if (Explain(e) is { } explained)
            {
                throw explained;
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
        Restore();
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

    /// <summary>The bytes, or null when they are gone.</summary>
    public FileStream? TryOpen(string id)
    {
        try
        {
            return new FileStream(BytesPath(id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

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

    public static string Hash(string path, FileShare share = FileShare.Read | FileShare.Delete, CancellationToken cancellationToken = default)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, share, bufferSize: 1, FileOptions.SequentialScan);
        return Hashing.Copy(file, null, cancellationToken).Sha256;
    }

    private string Unfinished(string id) => BytesPath(id) + UnfinishedExtension;
}
