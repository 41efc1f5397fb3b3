using System.Collections.Concurrent;
using System.Security.Cryptography;
using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Cli.Sending.Destinations;
using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.Sending;

/// <summary>Puts files into the queue. One that finds the disk full waits while what is sent makes room.</summary>
internal sealed class FileEnqueuer(CommandContext context, SendingSession session)
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<FileResult> _notQueued = new();
    private bool _isWaitReported;

    /// <summary>What found no room to the end. It is not in the queue.</summary>
    public IReadOnlyCollection<FileResult> NotQueued => _notQueued;

    /// <summary>Whether it also waits for somebody who makes room by hand.</summary>
    public bool WaitsForDiskSpace { get; init; }

    /// <summary>Whether photos that went to another event are sent all the same, without a note.</summary>
    public bool Resend { get; init; }

    /// <summary>
    /// Queues, skips or refuses a file, or leaves it when <paramref name="givenUp"/> ends or nothing is left that could make room.
    /// </summary>
    /// <returns>Whether it is dealt with; if not, it was written meanwhile.</returns>
    public async Task<bool> EnqueueAsync(FileResult file, MediaFileExamination found, bool isExplicit, Task givenUp)
    {
        try
        {
            if (found.Length == 0)
            {
                session.Tracker.AddFailed(file, context.Texts.EmptyFile);
                return true;
            }

            var sha256 = await HashAsync(file.File).ConfigureAwait(false);
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

    private static async Task<string> HashAsync(string file)
    {
        var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using (stream.ConfigureAwait(false))
        {
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream).ConfigureAwait(false));
        }
    }

    /// <summary>False when there is no room for it.</summary>
    private async Task<bool> TryEnqueueAsync(FileResult file, MediaFileExamination found, string sha256, bool isExplicit)
    {
        var request = new UploadRequest(file.LinkId!, found.FileName, UploadContent.FromFile(file.File))
        {
            AlbumId = file.AlbumId,
            TakenAt = CaptureTime.Read(file.File, timeProvider: context.Time),
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

    private async Task<string?> WentToOtherEventAsync(FileResult file, string sha256) =>
        await OtherEventLookup.FindAsync(session.Queue, sha256, file.LinkId!, CancellationToken.None).ConfigureAwait(false) is { } other
            ? context.Texts.WentToOtherEvent(DestinationResolver.TitleOf(context, other.LinkId).Sanitize(), other.At, other.UploadedAt is not null)
            : null;

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

    private async Task<bool> WaitForDiskSpaceAsync(FileResult file, MediaFileExamination found, string sha256, bool isExplicit, Task givenUp)
    {
        // Where one has waited in vain, no other need.
        var mayComeRoom = _notQueued.IsEmpty;
        while (mayComeRoom)
        {
            mayComeRoom = !givenUp.IsCompleted && (WaitsForDiskSpace || await IsDrainingAsync().ConfigureAwait(false));
            if (mayComeRoom && !_isWaitReported)
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
            // A file that is given again is to be tried again.
            await session.Queue.RetryAsync([upload.Id]).ConfigureAwait(false);
            upload = await session.Queue.FindAsync(upload.Id).ConfigureAwait(false) ?? upload;
        }

        session.Tracker.Add(file, upload, wasKnown);
    }
}
