using System.Text.Json;
using EventPics.Queue.Internal.Disk;
using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Internal.Spool;

/// <summary>A folder with exported photos and a sidecar file for each, for instance on a USB drive.</summary>
internal sealed class ExportedFiles(string folder)
{
    public const string SidecarExtension = ".eventpics.json";
    private const int MaxNameLength = 80;
    private const int ShortHash = 12;
    private const int ShortId = 8;

    /// <summary>Gets a file name that is valid on every file system, and differs for each destination of the same photo.</summary>
    public static string NameOf(QueueJob job)
    {
        var plain = new string([.. job.FileName.Select(static c => c < 128 && (char.IsLetterOrDigit(c) || c is '.' or '-' or '_') ? c : '_')]).TrimStart('.');
        return $"{job.Sha256.Substring(0, ShortHash)}-{End(job.Id, ShortId)}-{End(plain, MaxNameLength)}";

        static string End(string text, int length) => text.Substring(Math.Max(text.Length - length, 0));
    }

    /// <summary>Copies a photo to the folder, the sidecar file last, so that an incomplete copy is never imported. Returns false when the bytes are not those that were enqueued.</summary>
    public bool Add(QueueJob job, Stream source, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var name = NameOf(job);
        var bytes = Path.Combine(folder, name);
        var unfinished = bytes + SpoolFolder.UnfinishedExtension;
        try
        {
            var wasImported = WasImported(job); // A second computer must not import it too.
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

    /// <summary>Updates the sidecar file if bytes of the photo were sent during the export, so that it may be in the album already when it is sent from the drive.</summary>
    public void MarkMayBeUploaded(QueueJob exported)
    {
        if (MayBeUploaded(exported))
        {
            SaveSidecar(CreateSidecar(exported, WasImported(exported)));
        }
    }

    /// <summary>Whether the photo may be in the album. While it is being sent, it may arrive before that is recorded.</summary>
    public static bool MayBeUploaded(QueueJob job) => job.PossibleDuplicate || job.Phase >= UploadPhase.BytesSent || job.State == QueuedUploadState.Sending;

    private static ExportSidecar CreateSidecar(QueueJob job, bool wasImported) =>
        new(job.Id, job.FileName, NameOf(job), job.LinkId, job.AlbumId, job.TakenAt, job.Sha256, job.Length, wasImported, MayBeUploaded(job));

    /// <summary>Deletes the sidecar file first, so that the photo is not imported any more.</summary>
    public void Delete(QueueJob job)
    {
        File.Delete(SidecarPath(job));
        DurableFile.TryDelete(Path.Combine(folder, NameOf(job)));
    }

    /// <summary>Deletes the exported files. Returns true when that fails, or when they were imported, so that the photo may be sent from elsewhere too.</summary>
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
            return true; // The drive is perhaps unplugged, and may be imported any day.
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
            return false; // Incomplete because the drive was unplugged; it is written again now.
        }
    }

    private bool IsImported(QueueJob job) =>
        JsonSerializer.Deserialize(File.ReadAllBytes(SidecarPath(job)), SidecarJson.Default.ExportSidecar) is { IsImported: true };

    private void SaveSidecar(ExportSidecar sidecar)
    {
        var path = Path.Combine(folder, sidecar.StoredAs + SidecarExtension);
        using (FileStream file = new(path + SpoolFolder.UnfinishedExtension, FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(file, sidecar, SidecarJson.Default.ExportSidecar);
            file.Flush(flushToDisk: true);
        }

        DurableFile.Rename(path + SpoolFolder.UnfinishedExtension, path);
    }

    private string SidecarPath(QueueJob job) => Path.Combine(folder, NameOf(job) + SidecarExtension);
}
