namespace EventPics.Queue.Internal;

/// <summary>Takes over one picture: bytes first, then the row. The row is what makes it the queue's.</summary>
internal sealed class Enqueuer(QueueEngine engine)
{
    public async Task<QueuedUpload> EnqueueAsync(UploadRequest request, CancellationToken cancellationToken)
    {
        var id = NewId();
        var bytes = engine.Spool.Receive(id, request.Content);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            var job = Describe(request, bytes);
            if (await engine.Storage.FindAsync(job.Lane, job.Sha256).ConfigureAwait(false) is { } earlier)
            {
                engine.Spool.Discard(id);
                return Earlier(earlier, request);
            }

            return await AddAsync(engine.Spool.Keep(job), request).ConfigureAwait(false);
        }
        catch
        {
            engine.Spool.Discard(id);
            throw;
        }
    }

    private async Task<QueuedUpload> AddAsync(UploadJob job, UploadRequest request)
    {
        var (kept, added) = await engine.Storage.AddAsync(job).ConfigureAwait(false);

        // The sender may have found the files before their row was written, and added it.
        if (!added && kept.Id != job.Id)
        {
            engine.Spool.Discard(job.Id);
            return Earlier(kept, request);
        }

        Log.Enqueued(engine.Logger, kept.Id, kept.FileName, kept.Length);
        engine.Changed(kept, 0);
        engine.Worker?.Wake();
        return kept.ToPublic();
    }

    private QueuedUpload Earlier(UploadJob job, UploadRequest request)
    {
        Log.AlreadyQueued(engine.Logger, job.Id, request.FileName);
        return job.ToPublic(wasAlreadyQueued: true);
    }

    private UploadJob Describe(UploadRequest request, SpooledBytes bytes) => new()
    {
        Id = bytes.Id,
        LinkId = request.LinkId,
        AlbumId = request.AlbumId,
        FileName = request.FileName,
        TakenAt = request.TakenAt,
        ContentType = request.Content.ContentType,
        Length = bytes.Length,
        Sha256 = bytes.Sha256,
        SourcePath = request.Content.FilePath,
        EnqueuedAt = engine.Options.TimeProvider.GetUtcNow(),
        IsLarge = bytes.Length > engine.Options.LargeFileSize,
    };

#if NET
    private string NewId() => Guid.CreateVersion7(engine.Options.TimeProvider.GetUtcNow()).ToString("N");
#else
    private static string NewId() => Guid.NewGuid().ToString("N");
#endif
}
