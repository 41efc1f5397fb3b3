using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Spool;

namespace EventPics.Queue.Internal.Session;

/// <summary>Takes over one picture: bytes first, then the row. The row is what makes it the queue's.</summary>
internal sealed class Enqueuer(QueueSession engine)
{
    /// <summary>Null only when the photo is at another event and that matters.</summary>
    public async Task<QueuedUpload?> EnqueueAsync(UploadRequest request, string? expectedSha256, bool unlessElsewhere, CancellationToken cancellationToken)
    {
        if (unlessElsewhere && expectedSha256 is not null && await IsElsewhereAsync(request.LinkId, expectedSha256, cancellationToken).ConfigureAwait(false))
        {
            return null; // Spares the copy. Another process may still be faster than this one, so the row's transaction decides.
        }

        var id = NewId();
        SpooledBytes bytes;
        try
        {
            bytes = engine.Spool.Write(id, request.Content, cancellationToken);
        }
        catch (UploadQueueException e) when (e.Error == UploadQueueError.DiskFull)
        {
            if (await FindWithoutSpoolingAsync(request, expectedSha256, cancellationToken).ConfigureAwait(false) is { } queued)
            {
                return ReturnExisting(await MarkPossibleDuplicateAsync(queued, request).ConfigureAwait(false), request);
            }

            throw;
        }

        QueueJob? kept;
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!IsExpected(expectedSha256, bytes.Sha256))
            {
                throw new InvalidDataException($"'{request.FileName}' changed since it was examined. Examine it again when no program is writing to it.");
            }

            var job = CreateJob(request, bytes) with { UnlessElsewhere = unlessElsewhere };
            kept = await engine.Storage.FindAsync(job.Destination, job.Sha256, cancellationToken).ConfigureAwait(false) is { } earlier
                ? await RestoreBytesAsync(earlier, bytes).ConfigureAwait(false)
                : await AddAsync(job, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            engine.Spool.Discard(id); // Not once the row is written: from then on the bytes are the queue's.
            throw;
        }

        if (kept is null)
        {
            engine.Spool.Discard(id);
            return null;
        }

        // The sender may have found the files before their row was written, and added it: then the id is the same.
        if (kept.Id != id)
        {
            engine.Spool.Discard(id);
            await RecordSourceAsync(kept, bytes, request).ConfigureAwait(false);
            return ReturnExisting(await MarkPossibleDuplicateAsync(kept, request).ConfigureAwait(false), request);
        }

        if (kept.PossibleDuplicate && !request.MayBeUploaded)
        {
            engine.TryWriteSidecar(kept); // The database knew more than this call did, and must not be the only one.
        }

        Log.Enqueued(engine.Logger, id, kept.FileName, kept.Length);
        engine.NotifyChanged(kept, 0);
        engine.Worker?.Wake();
        return kept.ToPublic();
    }

    /// <summary>The same file with the same bytes and another time: a restart must know it by that one.</summary>
    private async Task RecordSourceAsync(QueueJob earlier, SpooledBytes bytes, UploadRequest request)
    {
        if (bytes.SourceModifiedAt is { } modifiedAt && request.Content.FilePath is { } path && path == earlier.SourcePath && modifiedAt != earlier.SourceModifiedAt)
        {
            await engine.Storage.RecordSourceAsync(earlier.Id, path, modifiedAt).ConfigureAwait(false);
        }
    }

    private async Task<QueueJob> MarkPossibleDuplicateAsync(QueueJob earlier, UploadRequest request)
    {
        if (!request.MayBeUploaded || earlier.PossibleDuplicate)
        {
            return earlier;
        }

        await engine.Storage.MarkPossibleDuplicateAsync(earlier.Id).ConfigureAwait(false);
        var doubtful = earlier with { PossibleDuplicate = true };
        if (doubtful.State is not (QueuedUploadState.Uploaded or QueuedUploadState.Removed))
        {
            engine.TryWriteSidecar(doubtful);
        }

        return doubtful;
    }

    private static bool IsExpected(string? expectedSha256, string sha256) =>
        expectedSha256 is null || string.Equals(expectedSha256, sha256, StringComparison.OrdinalIgnoreCase);

    private QueuedUpload ReturnExisting(QueueJob earlier, UploadRequest request)
    {
        Log.AlreadyQueued(engine.Logger, earlier.Id, request.FileName);
        return earlier.ToPublic(wasAlreadyQueued: true);
    }

    /// <summary>The earlier job of a picture for whose copy the disk has no room, since it needs none unless it has lost its bytes.</summary>
    private async Task<QueueJob?> FindWithoutSpoolingAsync(UploadRequest request, string? expectedSha256, CancellationToken cancellationToken)
    {
        string sha256;
        using (var source = request.Content.OpenRead())
        {
            sha256 = Sha256Hex.Compute(source, cancellationToken);
        }

        return IsExpected(expectedSha256, sha256) &&
            await engine.Storage.FindAsync(new Destination(request.LinkId, request.AlbumId), sha256, cancellationToken).ConfigureAwait(false) is { } earlier && !HasLostBytes(earlier)
            ? earlier
            : null;
    }

    private Task<bool> IsElsewhereAsync(string linkId, string sha256, CancellationToken cancellationToken) =>
#pragma warning disable CA1308 // Hashes are written in lower case here.
        engine.Storage.IsElsewhereAsync(linkId, sha256.ToLowerInvariant(), cancellationToken);
#pragma warning restore CA1308

    private async Task<QueueJob?> AddAsync(QueueJob job, CancellationToken cancellationToken)
    {
        if (job.UnlessElsewhere && await IsElsewhereAsync(job.LinkId, job.Sha256, cancellationToken).ConfigureAwait(false))
        {
            return null; // Not even its files get names: the sender would look at them.
        }

        if (engine.Options.MaxWaitingBytes is { } most &&
            (await engine.Storage.GetCountsAsync().ConfigureAwait(false)).WaitingBytes is var waiting && waiting + job.Length > most)
        {
            throw new UploadQueueException(
                UploadQueueError.QueueFull,
                $"'{job.FileName}' was not enqueued: {waiting:N0} bytes are waiting, and MaxWaitingBytes is {most:N0}. Try again when some are uploaded, or raise the limit.");
        }

        return (await engine.Storage.AddAsync(engine.Spool.Commit(job), cancellationToken).ConfigureAwait(false)).Job;
    }

    /// <summary>An earlier job that has lost its bytes gets those that came now, since nobody else may have them any more.</summary>
    private async Task<QueueJob> RestoreBytesAsync(QueueJob earlier, SpooledBytes fresh)
    {
        if (!HasLostBytes(earlier))
        {
            return earlier;
        }

        engine.Spool.ReplaceBytes(earlier, fresh);
        Log.BytesReplaced(engine.Logger, earlier.Id);
        await engine.Storage.RetryAsync([earlier.Id]).ConfigureAwait(false);
        engine.NotifyManyChangedAndRetry();
        return await engine.Storage.FindAsync(earlier.Id).ConfigureAwait(false) ?? earlier;
    }

    private bool HasLostBytes(QueueJob job)
    {
        try
        {
            return job.State is not (QueuedUploadState.Uploaded or QueuedUploadState.Removed) && !engine.Spool.IsIntact(job);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e is IOException read && !IoErrorCodes.IsInUse(read); // Who is only kept out for a moment has not seen that they are lost.
        }
    }

    private QueueJob CreateJob(UploadRequest request, SpooledBytes bytes) => new()
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
        SourceModifiedAt = bytes.SourceModifiedAt,
        EnqueuedAt = engine.Options.TimeProvider.GetUtcNow(),
        PossibleDuplicate = request.MayBeUploaded,
        IsLarge = bytes.Length > engine.Options.LargeFileSize,
    };

    // Random from its first digit on, so that a few of them tell photos apart.
    private static string NewId() => Guid.NewGuid().ToString("N");
}
