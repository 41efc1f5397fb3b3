using Microsoft.Extensions.Logging;

namespace EventPics.Queue.Internal;

/// <summary>Hands out spooled bytes and makes sure that they are those that were handed over.</summary>
internal sealed class QueueSpool(SpoolFolder folder, ILogger logger) : ISpool
{
    public Task<(string? Damage, long Stamp)> CheckAsync(UploadJob job, bool byHash) => Task.Run(() => Check(job, byHash));

    public UploadContent Open(UploadJob job) => UploadContent.FromFile(folder.BytesPath(job.Id), job.ContentType);

    public bool IsUntouched(UploadJob job) => folder.StampOf(job.Id) == job.SpoolStamp;

    public void Discard(string id) => folder.Discard(id);

    private (string? Damage, long Stamp) Check(UploadJob job, bool byHash)
    {
        var stamp = folder.StampOf(job.Id);
        if (IsWhole(job, byHash || stamp != job.SpoolStamp))
        {
            return (null, stamp);
        }

        if (TryFetchAgain(job))
        {
            Log.Refetched(logger, job.Id, job.SourcePath!);
            return (null, folder.StampOf(job.Id));
        }

        return (File.Exists(folder.BytesPath(job.Id))
            ? "The queued bytes were damaged on the disk, and their source no longer has them. Enqueue the picture again if you still have it."
            : "The queued bytes were deleted from the queue's folder, and their source no longer has them. Enqueue the picture again if you still have it.", 0);
    }

    private bool IsWhole(UploadJob job, bool byHash)
    {
        try
        {
            FileInfo file = new(folder.BytesPath(job.Id));
            return file.Exists && file.Length == job.Length && (!byHash || SpoolFolder.Hash(file.FullName) == job.Sha256);
        }
        catch (Exception e) when (e is FileNotFoundException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private bool TryFetchAgain(UploadJob job)
    {
        if (job.SourcePath is null || !File.Exists(job.SourcePath))
        {
            return false;
        }

        try
        {
            return folder.Replace(job, job.SourcePath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
