using System.Collections.Concurrent;
using EventPics.Queue.Internal.Jobs;
using Microsoft.Extensions.Logging;

namespace EventPics.Queue.Internal.Spool;

/// <summary>Opens spooled bytes, and verifies that they are those that were enqueued.</summary>
/// <param name="folder">The spool.</param>
/// <param name="logger">Where to log.</param>
/// <param name="hash">Hashes a file; tests replace it by a failing disk.</param>
internal sealed class SpoolVerifier(SpoolFolder folder, ILogger logger, Func<string, string>? hash = null) : ISpool
{
    // After this many read errors, the file is considered lost.
    private const int MaxReadAttempts = 3;

    private readonly Func<string, string> _hash = hash ?? (path => SpoolWriter.Hash(path));
    private readonly ConcurrentDictionary<string, int> _failedReads = new(StringComparer.Ordinal);

    public Task<(string? Damage, long Stamp)> VerifyAsync(QueueJob job, bool byHash) => Task.Run(() => Verify(job, byHash));

    public UploadContent Open(QueueJob job)
    {
        // The media type is passed only if the file name implies another one: the client insists on an explicit type, and an upload URL
        // that is bound to the name's type would reject the first PUT.
        var path = folder.BytesPath(job.Id);
        var content = UploadContent.FromFile(path, contentType: null, job.FileName);
        return content.ContentType == job.ContentType ? content : UploadContent.FromFile(path, job.ContentType, job.FileName);
    }

    public bool IsUnchanged(QueueJob job) => folder.TimestampOf(job.Id) == job.SpoolTimestamp;

    public void Discard(string id) => folder.Discard(id);

    private (string? Damage, long Stamp) Verify(QueueJob job, bool byHash)
    {
        var stamp = folder.TimestampOf(job.Id);
        if (IsIntact(job, byHash || stamp != job.SpoolTimestamp))
        {
            return (null, stamp);
        }

        if (TryRestoreFromSource(job))
        {
            Log.BytesRestored(logger, job.Id, job.SourcePath!);
            return (null, folder.TimestampOf(job.Id));
        }

        return (File.Exists(folder.BytesPath(job.Id))
            ? "The queued bytes were damaged on the disk, and the source file is missing or has changed. Enqueue the photo again if you still have it."
            : "The queued bytes were deleted from the queue's folder, and the source file is missing or has changed. Enqueue the photo again if you still have it.", 0);
    }

    // Transient errors, such as a virus scanner that has opened the file, are thrown: the photo is retried later.
    private bool IsIntact(QueueJob job, bool byHash)
    {
        try
        {
            var file = new FileInfo(folder.BytesPath(job.Id));
            var isIntact = file.Exists && file.Length == job.Length && (!byHash || _hash(file.FullName) == job.Sha256);
            _failedReads.TryRemove(job.Id, out _);
            return isIntact;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException e)
            when (!IoErrorCodes.IsInUse(e) && _failedReads.AddOrUpdate(job.Id, 1, static (_, failed) => failed + 1) >= MaxReadAttempts)
        {
            _failedReads.TryRemove(job.Id, out _);
            return false;
        }
    }

    private bool TryRestoreFromSource(QueueJob job)
    {
        if (job.SourcePath is null || !File.Exists(job.SourcePath))
        {
            return false;
        }

        try
        {
            return folder.TryRestoreFrom(job, job.SourcePath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
