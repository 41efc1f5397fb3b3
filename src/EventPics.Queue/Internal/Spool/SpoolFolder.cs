using EventPics.Queue.Internal.Disk;
using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Internal.Spool;

/// <summary>The queue's own copies of the pictures, each with its side-car. What has its final name is complete and on disk.</summary>
internal sealed partial class SpoolFolder(string folder, bool sourcesNeverChange)
{
    public const string BytesExtension = ".bin";
    public const string SidecarExtension = ".json";
    public const string UnfinishedExtension = ".tmp";

    public string Folder { get; } = folder;

    public string BytesPath(string id) => Path.Combine(Folder, id + BytesExtension);

    public string SidecarPath(string id) => Path.Combine(Folder, id + SidecarExtension);

    /// <summary>Gives bytes and side-car their final names, and brings all of it to the disk.</summary>
    public QueueJob Commit(QueueJob job)
    {
        var unfinishedSideCar = SidecarPath(job.Id) + UnfinishedExtension;
        try
        {
            using (var file = DurableFile.CreateFile(unfinishedSideCar))
            {
                var text = Sidecar.From(job).ToJson();
                file.Write(text, 0, text.Length);
                file.Flush(flushToDisk: true);
            }

            // The side-car first: bytes without one belong to nobody, and are cleared away in time.
            DurableFile.Rename(unfinishedSideCar, SidecarPath(job.Id));
            DurableFile.Rename(UnfinishedPath(job.Id), BytesPath(job.Id));
            DurableFile.FlushFolder(Folder);
            return job with { SpoolTimestamp = TimestampOf(job.Id) };
        }
        catch (Exception e)
        {
            DurableFile.TryDelete(unfinishedSideCar);
            Discard(job.Id);
            if (Explain(e) is { } explained)
            {
                throw explained;
            }

            throw;
        }
    }

    /// <summary>Replaces the side-car of a job that now belongs elsewhere.</summary>
    public void WriteSidecar(QueueJob job)
    {
        var unfinished = SidecarPath(job.Id) + UnfinishedExtension;
        DurableFile.TryDelete(unfinished);
        using (var file = DurableFile.CreateFile(unfinished))
        {
            var text = Sidecar.From(job).ToJson();
            file.Write(text, 0, text.Length);
            file.Flush(flushToDisk: true);
        }

        DurableFile.Rename(unfinished, SidecarPath(job.Id));
        DurableFile.FlushFolder(Folder);
    }

    /// <summary>Whether the bytes are those that were handed over.</summary>
    public bool IsIntact(QueueJob job)
    {
        FileInfo bytes = new(BytesPath(job.Id));
        return bytes.Exists && bytes.Length == job.Length && Hash(bytes.FullName) == job.Sha256;
    }

    /// <summary>Gives an earlier job the bytes that arrived under another id.</summary>
    public void ReplaceBytes(QueueJob job, SpooledBytes fresh)
    {
        WriteSidecar(job);
        DurableFile.Rename(UnfinishedPath(fresh.Id), BytesPath(job.Id));
        DurableFile.FlushFolder(Folder);
    }

    /// <summary>Copies the bytes from their source again, if those are still the same.</summary>
    public bool TryRestoreFrom(QueueJob job, string source)
    {
        EnsureFolder();
        var unfinished = UnfinishedPath(job.Id);
        DurableFile.TryDelete(unfinished);
        File.Copy(source, unfinished);
        DurableFile.MakePrivate(unfinished);
        DurableFile.Flush(unfinished);
        if (Hash(unfinished) != job.Sha256)
        {
            DurableFile.TryDelete(unfinished);
            return false;
        }

        DurableFile.Rename(unfinished, BytesPath(job.Id));
        DurableFile.FlushFolder(Folder);
        return true;
    }

    /// <summary>Deletes bytes and side-car. The side-car goes first: bytes without one belong to nobody.</summary>
    public void Discard(string id)
    {
        DurableFile.TryDelete(SidecarPath(id));
        DurableFile.TryDelete(BytesPath(id));
        DurableFile.TryDelete(UnfinishedPath(id));
    }

    public long TimestampOf(string id) => File.GetLastWriteTimeUtc(BytesPath(id)).Ticks;

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

    public Sidecar? ReadSidecar(string id)
    {
        try
        {
            return Sidecar.FromJson(File.ReadAllBytes(SidecarPath(id)), id);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static string Hash(string path, FileShare share = FileShare.Read | FileShare.Delete, CancellationToken cancellationToken = default)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, share, bufferSize: 1, FileOptions.SequentialScan);
        return Sha256Hex.Compute(file, cancellationToken);
    }

    private string UnfinishedPath(string id) => BytesPath(id) + UnfinishedExtension;
}
