using System.Diagnostics;
using EventPics.Queue.Internal.Events;
using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Spool;
using Microsoft.Extensions.Logging;

namespace EventPics.Queue.Internal.Session;

/// <summary>Enqueues photos: the bytes first, then the row. The row is the acknowledgement.</summary>
internal sealed class Enqueuer(IQueueStorage storage, SpoolFolder spool, QueueChanges changes, SenderElection sender, UploadQueueOptions options, ILogger logger)
{
    /// <summary>Enqueues a photo. Returns null only when the photo is at another event and <paramref name="unlessElsewhere"/> is set.</summary>
    public async Task<QueuedUpload?> EnqueueAsync(UploadRequest request, string? expectedSha256, bool unlessElsewhere, CancellationToken cancellationToken)
    {
        if (unlessElsewhere && expectedSha256 is not null && await IsElsewhereAsync(request.LinkId, expectedSha256, cancellationToken).ConfigureAwait(false))
        {
            return null; // Saves the copy. Another process may still be faster than this one, so the transaction that adds the row decides.
        }

        var id = NewId();
        SpooledBytes bytes;
        try
        {
            bytes = spool.Write(id, request.Content, cancellationToken);
        }
        catch (UploadQueueException e) when (e.Error == UploadQueueError.DiskFull)
        {
            if (await FindWithoutSpoolingAsync(request, expectedSha256, cancellationToken).ConfigureAwait(false) is { } queued)
            {
                return await ReturnExistingAsync(queued, request.UploadUrl, request.MayBeUploaded, request.FileName).ConfigureAwait(false);
            }

            throw;
        }

        return await AddAsync(CreateJob(request, bytes) with { UnlessElsewhere = unlessElsewhere }, bytes, expectedSha256, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Enqueues a photo from a stream, which is read once.</summary>
    public async Task<QueuedUpload> EnqueueAsync(UploadUrlRequest target, Stream content, CancellationToken cancellationToken)
    {
        var (bytes, contentType) =
            await spool.WriteAsync(NewId(), target.FileName, content, options, cancellationToken).ConfigureAwait(false);
        var job = CreateJob(bytes) with
        {
            LinkId = target.LinkId,
            AlbumId = target.AlbumId,
            FileName = target.FileName,
            ContentType = contentType,
        };
        return (await AddAsync(job, bytes, expectedSha256: null, cancellationToken).ConfigureAwait(false))!;
    }

    private async Task<QueuedUpload?> AddAsync(QueueJob job, SpooledBytes bytes, string? expectedSha256, CancellationToken cancellationToken)
    {
        QueueJob? kept;
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!IsExpected(expectedSha256, bytes.Sha256))
            {
                throw new InvalidDataException($"'{job.FileName}' changed since it was examined. Examine it again when no program is writing to it.");
            }

            kept = await storage.FindAsync(job.Destination, job.Sha256, cancellationToken).ConfigureAwait(false) is { } earlier
                ? await RestoreBytesAsync(earlier, bytes).ConfigureAwait(false)
                : await AddRowAsync(job, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            spool.Discard(job.Id); // Never reached once the row is written: from then on the queue owns the bytes.
            throw;
        }

        if (kept is null)
        {
            spool.Discard(job.Id);
            return null;
        }

        // The IDs are equal even if the sender found the files before their row was written, and added the row itself.
        if (kept.Id != job.Id)
        {
            spool.Discard(job.Id);
            await RecordSourceAsync(kept, job).ConfigureAwait(false);
            return await ReturnExistingAsync(kept, job.UploadUrl, job.PossibleDuplicate, job.FileName).ConfigureAwait(false);
        }

        if (job.UploadUrl is { } url && kept.UploadUrl is null && kept.Destination == job.Destination)
        {
            kept = await storage.ContinueAsync(kept.Id, url, job.Phase).ConfigureAwait(false) ?? kept; // The sender added it without.
        }

        if (kept.PossibleDuplicate && !job.PossibleDuplicate)
        {
            spool.TryWriteSidecar(kept, logger); // Only the database knew it, and it must survive the loss of the database.
        }

        Log.Enqueued(logger, kept.Id, kept.FileName, kept.Length);
        changes.Report(kept, bytesSent: 0);
        sender.Worker?.Wake();
        return kept.ToPublic();
    }

    // The same file with the same bytes and a new time: after a restart it must be recognized by the new time.
    private async Task RecordSourceAsync(QueueJob earlier, QueueJob job)
    {
        if (job is { SourceModifiedAt: { } modifiedAt, SourcePath: { } path } && path == earlier.SourcePath && modifiedAt != earlier.SourceModifiedAt)
        {
            await storage.RecordSourceAsync(earlier.Id, path, modifiedAt).ConfigureAwait(false);
        }
    }

    // Enqueued again with the current key: otherwise it would wait for a former one, and this call would have no effect. Only the sender's key
    // counts: with that of another program, the photo would wait although it could be sent.
    private async Task<QueueJob> TakeOverAsync(QueueJob earlier)
    {
        if (earlier.State is not (QueuedUploadState.Waiting or QueuedUploadState.Sending or QueuedUploadState.Failed)
            || sender.OwnAccount is not { } account || account == Account.None || account == earlier.Account
            || await sender.GetAccountAsync().ConfigureAwait(false) != account)
        {
            return earlier;
        }

        await storage.TakeOverAsync(account, earlier.Id).ConfigureAwait(false);
        var taken = await storage.FindAsync(earlier.Id).ConfigureAwait(false) ?? earlier;
        spool.TryWriteSidecar(taken, logger); // So that it belongs to this key even if the database is lost.
        sender.Worker?.Wake();
        return taken;
    }

    private async Task<QueueJob> MarkPossibleDuplicateAsync(QueueJob earlier, bool mayBeUploaded)
    {
        if (!mayBeUploaded || earlier.PossibleDuplicate)
        {
            return earlier;
        }

        await storage.MarkPossibleDuplicateAsync(earlier.Id).ConfigureAwait(false);
        var marked = earlier with { PossibleDuplicate = true };
        if (marked.State is not (QueuedUploadState.Uploaded or QueuedUploadState.Removed))
        {
            spool.TryWriteSidecar(marked, logger);
        }

        return marked;
    }

    // A program that was killed enqueues the photo once more: with the same upload URL, that changes nothing.
    private async Task<QueueJob> ContinueAsync(QueueJob earlier, UploadUrl url)
    {
        var continued = await storage.ContinueAsync(earlier.Id, url, PhaseAt(url)).ConfigureAwait(false) ?? earlier;
        if (continued.State is not (QueuedUploadState.Uploaded or QueuedUploadState.Removed))
        {
            spool.TryWriteSidecar(continued, logger);
        }

        sender.Worker?.Wake();
        return continued;
    }

    private static bool IsExpected(string? expectedSha256, string sha256) =>
        expectedSha256 is null || string.Equals(expectedSha256, sha256, StringComparison.OrdinalIgnoreCase);

    private async Task<QueuedUpload> ReturnExistingAsync(QueueJob earlier, UploadUrl? url, bool mayBeUploaded, string fileName)
    {
        var taken = await TakeOverAsync(earlier).ConfigureAwait(false);
        var continued = url is null ? taken : await ContinueAsync(taken, url).ConfigureAwait(false);
        earlier = await MarkPossibleDuplicateAsync(continued, mayBeUploaded).ConfigureAwait(false);
        Log.AlreadyQueued(logger, earlier.Id, fileName);
        return earlier.ToPublic(wasAlreadyQueued: true);
    }

    // A photo that is queued already needs no room on the disk, unless its bytes are lost.
    private async Task<QueueJob?> FindWithoutSpoolingAsync(UploadRequest request, string? expectedSha256, CancellationToken cancellationToken)
    {
        string sha256;
        using (var source = request.Content.OpenRead())
        {
            sha256 = Sha256Hex.Compute(source, cancellationToken);
        }

        return IsExpected(expectedSha256, sha256) &&
            await storage.FindAsync(new Destination(request.LinkId, request.AlbumId), sha256, cancellationToken).ConfigureAwait(false) is { } earlier && !HasLostBytes(earlier)
            ? earlier
            : null;
    }

    private Task<bool> IsElsewhereAsync(string linkId, string sha256, CancellationToken cancellationToken) =>
#pragma warning disable CA1308 // Hashes are written in lower case here.
        storage.IsElsewhereAsync(linkId, sha256.ToLowerInvariant(), cancellationToken);
#pragma warning restore CA1308

    private async Task<QueueJob?> AddRowAsync(QueueJob job, CancellationToken cancellationToken)
    {
        if (job.UnlessElsewhere && await IsElsewhereAsync(job.LinkId, job.Sha256, cancellationToken).ConfigureAwait(false))
        {
            return null; // Before its files get their names: the sender would adopt them.
        }

        if (job.UploadUrl is not null && await storage.IsUploadUrlInUseAsync(job).ConfigureAwait(false))
        {
            throw new UploadUrlInUseException(); // Also before its files get their names.
        }

        if (options.MaxWaitingBytes is { } limit &&
            (await storage.GetCountsAsync().ConfigureAwait(false)).WaitingBytes is var waiting && waiting + job.Length > limit)
        {
            throw new UploadQueueException(
                UploadQueueError.QueueFull,
                $"'{job.FileName}' was not enqueued: {waiting:N0} bytes are waiting, and MaxWaitingBytes is {limit:N0}. Try again when some are uploaded, or raise the limit.");
        }

        return (await storage.AddAsync(spool.Commit(job), cancellationToken).ConfigureAwait(false)).Job;
    }

    // If an earlier job has lost its bytes, the new ones replace them: no other copy may exist.
    private async Task<QueueJob> RestoreBytesAsync(QueueJob earlier, SpooledBytes replacement)
    {
        if (!HasLostBytes(earlier))
        {
            return earlier;
        }

        spool.ReplaceBytes(earlier, replacement);
        Log.BytesReplaced(logger, earlier.Id);
        await storage.RetryAsync([earlier.Id]).ConfigureAwait(false);
        sender.Worker?.RetryNow(networkOnly: false);
        changes.ReportAll();
        return await storage.FindAsync(earlier.Id).ConfigureAwait(false) ?? earlier;
    }

    private bool HasLostBytes(QueueJob job)
    {
        try
        {
            return job.State is not (QueuedUploadState.Uploaded or QueuedUploadState.Removed) && !spool.IsIntact(job);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e is IOException readError && !IoErrorCodes.IsInUse(readError); // A sharing violation does not prove that the bytes are lost.
        }
    }

    private QueueJob CreateJob(UploadRequest request, SpooledBytes bytes) => CreateJob(bytes) with
    {
        LinkId = request.LinkId,
        AlbumId = request.AlbumId,
        FileName = request.FileName,
        TakenAt = request.TakenAt,
        ContentType = request.Content.ContentType,
        SourcePath = request.Content.FilePath,
        PossibleDuplicate = request.MayBeUploaded,
        UploadUrl = request.UploadUrl,
        Phase = request.UploadUrl is { } url ? PhaseAt(url) : UploadPhase.NeedsUrl,
    };

    // If anything was sent there, all of it may have arrived.
    private static UploadPhase PhaseAt(UploadUrl given) => given.IsUnused ? UploadPhase.HasUrl : UploadPhase.BodySent;

    private QueueJob CreateJob(SpooledBytes bytes) => new()
    {
        Id = bytes.Id,
        Length = bytes.Length,
        Sha256 = bytes.Sha256,
        SourceModifiedAt = bytes.SourceModifiedAt,
        EnqueuedAt = options.TimeProvider.GetUtcNow(),
        Account = sender.OwnAccount ?? Account.None,
        TraceParent = Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null,
        IsLarge = bytes.Length > options.LargeFileSize,
    };

    // Random from the first digit on, so that a few digits identify a photo.
    private static string NewId() => Guid.NewGuid().ToString("N");
}
