using System.Text.Json;

namespace EventPics.Queue.Internal;

/// <summary>A folder, on a USB drive for instance, with exported photos and a sidecar file beside each.</summary>
internal sealed class ExportedFiles(string folder)
{
    public const string NoteExtension = ".eventpics.json";
    private const int LongestName = 80;
    private const int ShortHash = 12;
    private const int ShortId = 8;

    /// <summary>A name that every file system takes, and a different one for each destination of the same photo.</summary>
    public static string NameOf(UploadJob job)
    {
        var plain = new string([.. job.FileName.Select(static c => c < 128 && (char.IsLetterOrDigit(c) || c is '.' or '-' or '_') ? c : '_')]).TrimStart('.');
        return $"{job.Sha256.Substring(0, ShortHash)}-{job.Id.Substring(Math.Max(job.Id.Length - ShortId, 0))}-{(plain.Length > LongestName ? plain.Substring(plain.Length - LongestName) : plain)}";
    }

    /// <summary>Copies a photo here; its sidecar comes last, so that a torn copy is never taken for a photo. False when the bytes are not those that were enqueued.</summary>
    public bool Add(UploadJob job, Stream source, CancellationToken cancellationToken)
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
                (_, sha256) = Hashing.Copy(source, file, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            if (sha256 != job.Sha256)
            {
                Disk.DeleteQuietly(unfinished);
                return false;
            }

            Disk.Rename(unfinished, bytes);
            Save(NoteOf(job, wasImported));
            return true;
        }
        catch
        {
            Disk.DeleteQuietly(unfinished);
            throw;
        }
    }

    /// <summary>Says so when bytes of the photo went out while it was exported, so that it may be in the album once it is sent from here.</summary>
    public void Correct(UploadJob exported)
    {
        if (MayBeUploaded(exported))
        {
            Save(NoteOf(exported, WasImported(exported)));
        }
    }

    /// <summary>What is being sent may arrive although nothing says so yet.</summary>
    public static bool MayBeUploaded(UploadJob job) => job.PossibleDuplicate || job.Step >= SendStep.Started || job.State == QueuedUploadState.Sending;

    private static ExportNote NoteOf(UploadJob job, bool wasImported) =>
        new(job.Id, job.FileName, NameOf(job), job.LinkId, job.AlbumId, job.TakenAt, job.Sha256, job.Length, wasImported, MayBeUploaded(job));

    /// <summary>The sidecar goes first, so that nobody imports the photo any more.</summary>
    public void Delete(UploadJob job)
    {
        File.Delete(NotePath(job));
        Disk.DeleteQuietly(Path.Combine(folder, NameOf(job)));
    }

    /// <summary>Deletes what was exported, where it can be reached. True when it can't, or was imported elsewhere before, so that it may be sent from there too.</summary>
    public bool TakeBack(UploadJob job)
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

    private bool WasImported(UploadJob job)
    {
        try
        {
            return File.Exists(NotePath(job)) && IsImported(job);
        }
        catch (JsonException)
        {
            return false; // Torn when the drive was pulled out, and written again now.
        }
    }

    private bool IsImported(UploadJob job) =>
        JsonSerializer.Deserialize(File.ReadAllBytes(NotePath(job)), QueueJson.Default.ExportNote) is { IsImported: true };

    private void Save(ExportNote note)
    {
        var path = Path.Combine(folder, note.StoredAs + NoteExtension);
        using (FileStream file = new(path + SpoolFolder.UnfinishedExtension, FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(file, note, QueueJson.Default.ExportNote);
            file.Flush(flushToDisk: true);
        }

        Disk.Rename(path + SpoolFolder.UnfinishedExtension, path);
    }

    private string NotePath(UploadJob job) => Path.Combine(folder, NameOf(job) + NoteExtension);
}
