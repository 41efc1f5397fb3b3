using EventPics.HotFolder.Internal.Albums;
using EventPics.HotFolder.Internal.Files;
using EventPics.HotFolder.Internal.Queueing;
using EventPics.HotFolder.Internal.State;
using EventPics.Queue;
using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal.Intake;

/// <summary>Adds a complete file to the queue, unless the queue already knows its bytes.</summary>
internal sealed class QueueFeeder(IPhotoQueue queue, HotFolderOptions options, AlbumResolver albums, ILogger logger)
{
    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromSeconds(30);

    public async Task<ExaminationResult> FeedAsync(Candidate file, string? albumId, string sha256, CancellationToken cancellationToken)
    {
        if (file.Folder.Claim is { IsGranted: false } claim)
        {
            // The claim was lost while the file was read.
            return new ExaminationResult.Wait(WaitReason.Locked, Candidate.MinQuietPeriod, claim.HeldBy?.Message);
        }

        try
        {
            var deliveries = await queue.FindDeliveriesAsync(sha256, cancellationToken).ConfigureAwait(false);
            var ours = deliveries.Where(delivery => delivery.LinkId == options.LinkId).ToList();
            if (ours.Find(static delivery => DeliveryRules.WithdrawalReason(delivery.State) is not null) is { } withdrawn)
            {
                return await SkipAsync(withdrawn, cancellationToken).ConfigureAwait(false);
            }

            // The file's time is checked again: an old photo may have been renamed to the name of a new one.
            if (ours.Count == 0 && !options.Resend && FindSkipReason(file) is { } reason)
            {
                return new ExaminationResult.Skip(reason);
            }

            var known = ours.Count == 0 ? null : await FindAsync(file, albumId, sha256, cancellationToken).ConfigureAwait(false);
            return known is not null && !HasNewTime(file, known)
                ? new ExaminationResult.Queued(known, WasKnown: true)
                : await EnqueueAsync(file, albumId, sha256, cancellationToken).ConfigureAwait(false);
        }
        catch (ArgumentException e)
        {
            return new ExaminationResult.Fail(e.Message);
        }
        catch (UploadQueueException e)
        {
            return new ExaminationResult.Wait(WaitReason.Queue, Backoff.Delay(file.Failures++, FirstRetryDelay, MaxRetryDelay), e.Message);
        }
    }

    private async Task<ExaminationResult> SkipAsync(Delivery withdrawn, CancellationToken cancellationToken) =>
        new ExaminationResult.Skip(
            DeliveryRules.WithdrawalReason(withdrawn.State)!.Value,
            await queue.FindAsync(withdrawn.Id, cancellationToken).ConfigureAwait(false));

    private static SkipReason? FindSkipReason(Candidate file) =>
        file.Snapshot is { } snapshot ? file.Folder.Use?.FindSkipReason(file.Path, snapshot.LastWriteUtc) : null;

    // The queue then records the new time, so that the file is recognized at the next start without being read.
    private static bool HasNewTime(Candidate file, QueuedUpload known) =>
        known.SourcePath == file.Path && known.SourceModifiedAt?.UtcDateTime != file.Snapshot?.LastWriteUtc;

    private async Task<QueuedUpload?> FindAsync(Candidate file, string? albumId, string sha256, CancellationToken cancellationToken)
    {
        var known = await queue.FindAsync(options.LinkId, albumId, sha256, cancellationToken).ConfigureAwait(false);
        if (known is not null || albumId == options.AlbumId)
        {
            return known;
        }

        // Before the album existed, the subfolder's photos went to the default album.
        known = await queue.FindAsync(options.LinkId, options.AlbumId, sha256, cancellationToken).ConfigureAwait(false);
        if (known is null || !IsFromSameSubfolder(file, known))
        {
            return null;
        }

        if (known.State != QueuedUploadState.Uploaded)
        {
            await queue.RerouteAsync(known.Id, options.LinkId, albumId, cancellationToken).ConfigureAwait(false);
        }

        return await queue.FindAsync(known.Id, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ExaminationResult> EnqueueAsync(Candidate file, string? albumId, string sha256, CancellationToken cancellationToken)
    {
        var request = new UploadRequest(options.LinkId, UploadFileName.FromPath(file.Path), UploadContent.FromFile(file.Path))
        {
            AlbumId = albumId,
            TakenAt = TakenAt(file.Path),
        };
        if (FileSnapshot.Read(file.Path) != file.Snapshot)
        {
            return WaitAfterChange(file);
        }

        try
        {
            var upload = options.Resend
                ? await queue.EnqueueAsync(request, sha256, cancellationToken).ConfigureAwait(false)
                : await queue.TryEnqueueAsync(request, sha256, cancellationToken).ConfigureAwait(false);
            if (upload is null)
            {
                return new ExaminationResult.Skip(SkipReason.OtherEvent);
            }

            // Another process may have withdrawn it a moment ago.
            return DeliveryRules.WithdrawalReason(upload.State) is { } reason
                ? new ExaminationResult.Skip(reason, upload)
                : new ExaminationResult.Queued(upload, upload.WasAlreadyQueued);
        }
        catch (InvalidDataException)
        {
            // The file was written between its examination and the queue's copy, which would contain half of each version.
            return WaitAfterChange(file);
        }
    }

    private static ExaminationResult.Wait WaitAfterChange(Candidate file)
    {
        file.Reset();
        return new ExaminationResult.Wait(WaitReason.Unfinished, Candidate.MinQuietPeriod);
    }

    private bool IsFromSameSubfolder(Candidate file, QueuedUpload upload) =>
        upload.SourcePath is { } path
        && Paths.IsBelow(file.Folder.Path, path)
        && albums.TitleFor(file.Folder.Path, path) == file.AlbumTitle;

    private DateTimeOffset? TakenAt(string path)
    {
        try
        {
            return CaptureTime.Read(path, options.TimeZone, options.TimeProvider);
        }
#pragma warning disable CA1031 // Sending a photo without a time is better than not sending it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.NoCaptureTime(logger, path, e);
            return null;
        }
    }
}
