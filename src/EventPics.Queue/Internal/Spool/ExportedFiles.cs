using System.Text.Json;
using EventPics.Queue.Internal.Disk;
using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Internal.Spool;

/// <summary>A folder, on a USB drive for instance, with exported photos and a sidecar file beside each.</summary>
internal sealed class ExportedFiles(string folder)
{
    public const string SidecarExtension = ".eventpics.json";
    private const int MaxNameLength = 80;
    private const int ShortHash = 12;
    private const int ShortId = 8;

    /// <summary>A name that every file system takes, and a different one for each destination of the same photo.</summary>
    public static string NameOf(QueueJob job)
    {
        var plain = new string([.. job.FileName.Select(static c => c < 128 && (char.IsLetterOrDigit(c) || c is '.' or '-' or '_') ? c : '_')]).TrimStart('.');
        return $"{job.Sha256.Substring(0, ShortHash)}-{job.Id.Substring(Math.Max(job.Id.Length - ShortId, 0))}-{(plain.Length > MaxNameLength ? plain.Substring(plain.Length - MaxNameLength) : plain)}";
    }

    /// <summary>Copies a photo here; its sidecar comes last, so that a torn copy is never taken for a photo. False when the bytes are not those that were enqueued.</summary>
    public bool Add(QueueJob job, Stream source, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var name = NameOf(job);
        var bytes = Path.Combine(folder, name);
        var unfinished = bytes + SpoolFolder.UnfinishedExtension;
        try
        {
            var wasImported = WasImported(job); // A second computer must not import it, too.
            string sha256;
            using (FileStream file = new(unfinished, FileMode.Create, FileAccess.Write))
            {
                (_, sha256) = Sha256Hex.Copy(source, file, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            if (sha256 != job.Sha256)
            {
                DurableFile.TryDelete(unfinished);
                return false;
            }

            DurableFile.Rename(unfinished, bytes);
            SaveSidecar(CreateSidecar(job, wasImported));
            return true;
        }
        catch
        {
            DurableFile.TryDelete(unfinished);
            throw;
        }
    }

    /// <summary>Says so when bytes of the photo went out while it was exported, so that it may be in the album once it is sent from here.</summary>
    public void MarkMayBeUploaded(QueueJob exported)
    {
        if (MayBeUploaded(exported))
        {
            SaveSidecar(CreateSidecar(exported, WasImported(exported)));
        }
    }

    /// <summary>What is being sent may arrive although nothing says so yet.</summary>
    public static bool MayBeUploaded(QueueJob job) => job.PossibleDuplicate || job.Phase >= UploadPhase.BytesSent || job.State == QueuedUploadState.Sending;

    private static ExportSidecar CreateSidecar(QueueJob job, bool wasImported) =>
        new(job.Id, job.FileName, NameOf(job), job.LinkId, job.AlbumId, job.TakenAt, job.Sha256, job.Length, wasImported, MayBeUploaded(job));

    /// <summary>The sidecar goes first, so that nobody imports the photo any more.</summary>
    public void Delete(QueueJob job)
    {
        File.Delete(SidecarPath(job));
        DurableFile.TryDelete(Path.Combine(folder, NameOf(job)));
    }

    /// <summary>Deletes what was exported, where it can be reached. True when it can't, or was imported elsewhere before, so that it may be sent from there too.</summary>
    public bool TakeBack(QueueJob job)
    {
        try
        {
            var isImported = IsImported(job);
            if (!isImported)
            {
                Delete(job);
            }

            return isImported;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return true; // It can't be taken away from there: the drive is unplugged, perhaps, and may be imported any day.
        }
    }

    private bool WasImported(QueueJob job)
    {
        try
        {
            return File.Exists(SidecarPath(job)) && IsImported(job);
        }
        catch (JsonException)
        {
            return false; // Torn when the drive was pulled out, and written again now.
        }
    }

    private bool IsImported(QueueJob job) =>
        JsonSerializer.Deserialize(File.ReadAllBytes(SidecarPath(job)), SidecarJson.Default.ExportSidecar) is { IsImported: true };

    private void SaveSidecar(ExportSidecar note)
    {
        var path = Path.Combine(folder, note.StoredAs + SidecarExtension);
        using (FileStream file = new(path + SpoolFolder.UnfinishedExtension, FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(file, note, SidecarJson.Default.ExportSidecar);
            file.Flush(flushToDisk: true);
        }

        DurableFile.Rename(path + SpoolFolder.UnfinishedExtension, path);
    }

    private string SidecarPath(QueueJob job) => Path.Combine(folder, NameOf(job) + SidecarExtension);
}
