using System.Collections.Concurrent;
using System.Security.Cryptography;
using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Cli.Sending.Destinations;
using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.Sending;

/// <summary>Puts files into the queue. One that finds the disk full waits while what is sent makes room.</summary>
internal sealed class FileEnqueuer(CommandContext shell, SendingSession run, Notices notices)
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
    public async Task<bool> EnqueueAsync(FileResult delivery, MediaFileExamination found, bool isNamed, Task givenUp)
    {
        try
        {
            if (found.Length == 0)
            {
                run.Tracker.AddFailed(delivery, shell.Texts.EmptyFile);
                return true;
            }

            var sha256 = await HashAsync(delivery.File).ConfigureAwait(false);
            if (!await TryEnqueueAsync(delivery, found, sha256, isNamed).ConfigureAwait(false)
                && !await WaitForDiskSpaceAsync(delivery, found, sha256, isNamed, givenUp).ConfigureAwait(false))
            {
                _notQueued.Enqueue(delivery with { Error = shell.Texts.QueueErrorText(UploadQueueError.DiskFull) });
            }
        }
        catch (InvalidDataException)
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            run.Tracker.AddFailed(delivery, UserError.FromException(e, shell.Texts).Message);
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
    private async Task<bool> TryEnqueueAsync(FileResult delivery, MediaFileExamination found, string sha256, bool isNamed)
    {
        var request = new UploadRequest(delivery.LinkId!, found.FileName, UploadContent.FromFile(delivery.File))
        {
            AlbumId = delivery.AlbumId,
            TakenAt = CaptureTime.Read(delivery.File, timeProvider: shell.Time),
        };
        try
        {
            var upload = Resend ? null : await run.Queue.TryEnqueueAsync(request, sha256, CancellationToken.None).ConfigureAwait(false);
            var why = Resend || upload is not null ? null : await WentToOtherEventAsync(delivery, sha256).ConfigureAwait(false);
            if (why is not null && !isNamed)
            {
                run.Tracker.AddSkipped(delivery with { Error = why }, SkipReason.OtherEvent);
                return true;
            }

            upload ??= await run.Queue.EnqueueAsync(request, sha256, CancellationToken.None).ConfigureAwait(false);
            AddNotices(delivery, found, why);
            await EnqueueAsync(delivery, upload, upload.WasAlreadyQueued).ConfigureAwait(false);
            return true;
        }
        catch (UploadQueueException e) when (e.Error == UploadQueueError.DiskFull)
        {
            return false;
        }
    }

    private async Task<string?> WentToOtherEventAsync(FileResult delivery, string sha256) =>
        await OtherEventLookup.FindAsync(run.Queue, sha256, delivery.LinkId!, CancellationToken.None).ConfigureAwait(false) is { } other
            ? shell.Texts.WentToOtherEvent(DestinationResolver.TitleOf(shell, other.LinkId).Sanitize(), other.At, other.UploadedAt is not null)
            : null;

    private void AddNotices(FileResult delivery, MediaFileExamination found, string? otherEvent)
    {
        if (otherEvent is not null)
        {
            notices.Add(shell.Texts.SentAgain(delivery.File.Sanitize(), otherEvent));
        }

        if (found.Incomplete is { } missing)
        {
            notices.Add(shell.Texts.SentIncomplete(delivery.File.Sanitize(), missing.Sanitize()));
        }
    }

    private async Task<bool> WaitForDiskSpaceAsync(FileResult delivery, MediaFileExamination found, string sha256, bool isNamed, Task givenUp)
    {
        // Where one has waited in vain, no other need.
        var mayComeRoom = _notQueued.IsEmpty;
        while (mayComeRoom)
        {
            mayComeRoom = !givenUp.IsCompleted && (WaitsForDiskSpace || await IsDrainingAsync().ConfigureAwait(false));
            if (mayComeRoom && !_isWaitReported)
            {
                _isWaitReported = true;
                notices.Add(shell.Texts.WaitingForDiskSpace);
            }

            await Task.WhenAny(givenUp, Task.Delay(RetryInterval, shell.Time)).ConfigureAwait(false);
            if (await TryEnqueueAsync(delivery, found, sha256, isNamed).ConfigureAwait(false))
            {
                return true;
            }
        }

        return false;
    }

    private async Task<bool> IsDrainingAsync()
    {
        var status = await run.Queue.GetStatusAsync().ConfigureAwait(false);
        return status.Waiting + status.Sending > 0;
    }

    private async Task EnqueueAsync(FileResult delivery, QueuedUpload upload, bool wasKnown)
    {
        if (wasKnown && upload.State == QueuedUploadState.Failed)
        {
            // A file that is given again is to be tried again.
            await run.Queue.RetryAsync([upload.Id]).ConfigureAwait(false);
            upload = await run.Queue.FindAsync(upload.Id).ConfigureAwait(false) ?? upload;
        }

        run.Tracker.Add(delivery, upload, wasKnown);
    }
}
