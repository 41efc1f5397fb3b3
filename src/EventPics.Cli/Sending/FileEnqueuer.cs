using System.Collections.Concurrent;
using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Cli.Sending.Destinations;
using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.Sending;

/// <summary>Queues files. When the disk is full, it waits while uploaded photos free space.</summary>
internal sealed class FileEnqueuer(CommandContext context, SendingSession session)
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<FileResult> _notQueued = new();
    private bool _isWaitReported;

    /// <summary>The files that were given up because the disk stayed full. They are not in the queue.</summary>
    public IReadOnlyCollection<FileResult> NotQueued => _notQueued;

    /// <summary>Whether it also waits for a person to free space.</summary>
    public bool WaitsForDiskSpace { get; init; }

    /// <summary>Whether photos that went to another event are sent as well, without a notice.</summary>
    public bool Resend { get; init; }

    /// <summary>The time zone of capture times without one; <see langword="null"/> for the computer's.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>
    /// Queues, skips or rejects a file, or gives up when <paramref name="givenUp"/> completes or no upload is left that could free space.
    /// </summary>
    /// <returns>Whether the file is handled; if not, it was written to in the meantime.</returns>
    public async Task<bool> EnqueueAsync(FileResult file, MediaFileExamination found, bool isExplicit, Task givenUp)
    {
        try
        {
            if (found.Length == 0)
            {
                session.Tracker.AddFailed(file, context.Texts.EmptyFile);
                return true;
            }

            var (_, sha256) = await FileHash.ComputeAsync(file.File, CancellationToken.None).ConfigureAwait(false);
            if (!await TryEnqueueAsync(file, found, sha256, isExplicit).ConfigureAwait(false)
                && !await WaitForDiskSpaceAsync(file, found, sha256, isExplicit, givenUp).ConfigureAwait(false))
            {
                _notQueued.Enqueue(file with { Error = context.Texts.QueueErrorText(UploadQueueError.DiskFull) });
            }
        }
        catch (InvalidDataException)
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            session.Tracker.AddFailed(file, UserError.FromException(e, context.Texts).Message);
        }

        return true;
    }

    /// <summary>Returns false when the disk is full.</summary>
    private async Task<bool> TryEnqueueAsync(FileResult file, MediaFileExamination found, string sha256, bool isExplicit)
    {
        var request = new UploadRequest(file.LinkId!, found.FileName, UploadContent.FromFile(file.File))
        {
            AlbumId = file.AlbumId,
            TakenAt = CaptureTime.Read(file.File, TimeZone, context.Time),
        };
        try
        {
            var upload = Resend ? null : await session.Queue.TryEnqueueAsync(request, sha256, CancellationToken.None).ConfigureAwait(false);
            var why = Resend || upload is not null ? null : await WentToOtherEventAsync(file, sha256).ConfigureAwait(false);
            if (why is not null && !isExplicit)
            {
                session.Tracker.AddSkipped(file with { Error = why }, SkipReason.OtherEvent);
                return true;
            }

            upload ??= await session.Queue.EnqueueAsync(request, sha256, CancellationToken.None).ConfigureAwait(false);
            AddNotices(file, found, why);
            await EnqueueAsync(file, upload, upload.WasAlreadyQueued).ConfigureAwait(false);
            return true;
        }
        catch (UploadQueueException e) when (e.Error == UploadQueueError.DiskFull)
        {
            return false;
        }
    }

    // The queue has rejected the photo for this event; it may have been removed from the other one in the meantime.
    private async Task<string?> WentToOtherEventAsync(FileResult file, string sha256)
    {
        var deliveries = await session.Queue.FindDeliveriesAsync(sha256, CancellationToken.None).ConfigureAwait(false);
        var latest = deliveries.Where(delivery => delivery.LinkId != file.LinkId)
            .OrderBy(static delivery => delivery.State == QueuedUploadState.Removed && delivery.UploadedAt is null)
            .ThenByDescending(static delivery => delivery.At)
            .FirstOrDefault();
        return latest is null
            ? null
            : context.Texts.WentToOtherEvent(
                DestinationResolver.TitleOf(context, latest.LinkId).Sanitize(), latest.At, latest.UploadedAt is not null);
    }

    private void AddNotices(FileResult file, MediaFileExamination found, string? otherEvent)
    {
        if (otherEvent is not null)
        {
            session.Notices.Add(context.Texts.SentAgain(file.File.Sanitize(), otherEvent));
        }

        if (found.Incomplete is { } missing)
        {
            session.Notices.Add(context.Texts.SentIncomplete(file.File.Sanitize(), missing.Sanitize()));
        }
    }

    private async Task<bool> WaitForDiskSpaceAsync(
        FileResult file, MediaFileExamination found, string sha256, bool isExplicit, Task givenUp)
    {
        // Once one file has waited without success, the others don't wait.
        var mayGetSpace = _notQueued.IsEmpty;
        while (mayGetSpace)
        {
            mayGetSpace = !givenUp.IsCompleted && (WaitsForDiskSpace || await IsDrainingAsync().ConfigureAwait(false));
            if (mayGetSpace && !_isWaitReported)
            {
                _isWaitReported = true;
                session.Notices.Add(context.Texts.WaitingForDiskSpace);
            }

            await Task.WhenAny(givenUp, Task.Delay(RetryInterval, context.Time)).ConfigureAwait(false);
            if (await TryEnqueueAsync(file, found, sha256, isExplicit).ConfigureAwait(false))
            {
                return true;
            }
        }

        return false;
    }

    private async Task<bool> IsDrainingAsync()
    {
        var status = await session.Queue.GetStatusAsync().ConfigureAwait(false);
        return status.Waiting + status.Sending > 0;
    }

    private async Task EnqueueAsync(FileResult file, QueuedUpload upload, bool wasKnown)
    {
        if (wasKnown && upload.State == QueuedUploadState.Failed)
        {
            // A file that is given again is retried.
            await session.Queue.RetryAsync([upload.Id]).ConfigureAwait(false);
            upload = await session.Queue.FindAsync(upload.Id).ConfigureAwait(false) ?? upload;
        }

        session.Tracker.Add(file, upload, wasKnown);
    }
}
