using EventPics.Queue.Internal.Disk;
using EventPics.Queue.Internal.Jobs;
using Microsoft.Extensions.Logging;

namespace EventPics.Queue.Internal.Spool;

/// <summary>The queue's own copies of the photos, each with its sidecar file. A file with its final name is complete and on disk.</summary>
internal sealed class SpoolFolder(string folder, bool sourcesNeverChange)
{
    public const string BytesExtension = ".bin";
    public const string SidecarExtension = ".json";
    public const string UnfinishedExtension = ".tmp";

    private readonly SpoolWriter _writer = new(folder, sourcesNeverChange);

    public string Folder { get; } = folder;

    public string BytesPath(string id) => Path.Combine(Folder, id + BytesExtension);

    public string SidecarPath(string id) => Path.Combine(Folder, id + SidecarExtension);

    /// <summary>
    /// Writes the bytes under an unfinished name and hashes what was written. A failure or cancellation leaves nothing behind.
    /// </summary>
    public SpooledBytes Write(string id, UploadContent content, CancellationToken cancellationToken) =>
        _writer.Write(id, content, UnfinishedPath(id), cancellationToken);

    /// <summary>
    /// Writes the rest of a stream, which is read once. Returns the media type too: that of the bytes, otherwise that of the file name.
    /// </summary>
    public async Task<(SpooledBytes Bytes, string ContentType)> WriteAsync(
        string id, string fileName, Stream content, UploadQueueOptions options, CancellationToken cancellationToken)
    {
        var bytes = await _writer.WriteAsync(id, fileName, content, options, UnfinishedPath(id), cancellationToken).ConfigureAwait(false);
        try
        {
            return (bytes, UploadContent.FromFile(UnfinishedPath(id), contentType: null, fileName).ContentType);
        }
        catch
        {
            Discard(id);
            throw;
        }
    }

    /// <summary>Renames bytes and sidecar file to their final names, on disk when it returns.</summary>
    public QueueJob Commit(QueueJob job)
    {
        try
        {
            // The sidecar file comes first: bytes without one belong to no photo and are deleted in time.
            ReplaceSidecar(job);
            DurableFile.Rename(UnfinishedPath(job.Id), BytesPath(job.Id));
            DurableFile.FlushFolder(Folder);
            return job with { SpoolTimestamp = TimestampOf(job.Id) };
        }
        catch (Exception e)
        {
            DurableFile.TryDelete(UnfinishedSidecarPath(job.Id));
            Discard(job.Id);
            if (_writer.Explain(e) is { } explained)
            {
                throw explained;
            }

            throw;
        }
    }

    /// <summary>Replaces the sidecar file of a job.</summary>
    public void WriteSidecar(QueueJob job)
    {
        DurableFile.TryDelete(UnfinishedSidecarPath(job.Id));
        ReplaceSidecar(job);
        DurableFile.FlushFolder(Folder);
    }

    /// <summary>
    /// Replaces the sidecar file of a job whose row has changed. It only backs up the row: a disk that is too full for it must neither hide
    /// the change nor prevent sending.
    /// </summary>
    public void TryWriteSidecar(QueueJob job, ILogger logger)
    {
        try
        {
            WriteSidecar(job);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.NotReconciled(logger, job.Id, e);
        }
    }

    /// <summary>Whether the bytes are those that were enqueued.</summary>
    public bool IsIntact(QueueJob job)
    {
        var bytes = new FileInfo(BytesPath(job.Id));
        return bytes.Exists && bytes.Length == job.Length && SpoolWriter.Hash(bytes.FullName) == job.Sha256;
    }

    /// <summary>Replaces the lost bytes of an earlier job by those that were written under another ID.</summary>
    public void ReplaceBytes(QueueJob job, SpooledBytes replacement)
    {
        WriteSidecar(job);
        DurableFile.Rename(UnfinishedPath(replacement.Id), BytesPath(job.Id));
        DurableFile.FlushFolder(Folder);
    }

    /// <summary>Copies the bytes from their source again, if those are unchanged.</summary>
    public bool TryRestoreFrom(QueueJob job, string source)
    {
        _writer.EnsureFolder();
        var unfinished = UnfinishedPath(job.Id);
        DurableFile.TryDelete(unfinished);
        File.Copy(source, unfinished);
        DurableFile.MakePrivate(unfinished);
        DurableFile.Flush(unfinished);
        if (SpoolWriter.Hash(unfinished) != job.Sha256)
        {
            DurableFile.TryDelete(unfinished);
            return false;
        }

        DurableFile.Rename(unfinished, BytesPath(job.Id));
        DurableFile.FlushFolder(Folder);
        return true;
    }

    /// <summary>Deletes bytes and sidecar file, the sidecar file first: bytes without one belong to no photo.</summary>
    public void Discard(string id)
    {
        DurableFile.TryDelete(SidecarPath(id));
        DurableFile.TryDelete(BytesPath(id));
        DurableFile.TryDelete(UnfinishedPath(id));
    }

    public long TimestampOf(string id) => File.GetLastWriteTimeUtc(BytesPath(id)).Ticks;

    /// <summary>Opens the bytes; null when they are gone.</summary>
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

    private void ReplaceSidecar(QueueJob job)
    {
        using (var file = DurableFile.CreateFile(UnfinishedSidecarPath(job.Id)))
        {
            var text = Sidecar.From(job).ToJson();
            file.Write(text, 0, text.Length);
            file.Flush(flushToDisk: true);
        }

        DurableFile.Rename(UnfinishedSidecarPath(job.Id), SidecarPath(job.Id));
    }

    private string UnfinishedPath(string id) => BytesPath(id) + UnfinishedExtension;

    private string UnfinishedSidecarPath(string id) => SidecarPath(id) + UnfinishedExtension;
}
