using System.Collections.Concurrent;
using System.Security.Cryptography;
using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.Internal;

/// <summary>Puts files into the queue. One that finds the disk full waits while what is sent makes room.</summary>
internal sealed class UploadIntake(Shell shell, SendingRun run, Notices notices)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<FileResult> _left = new();
    private bool _isRoomAwaited;

    /// <summary>What found no room to the end. It is not in the queue.</summary>
    public IReadOnlyCollection<FileResult> Left => _left;

    /// <summary>Whether it also waits for somebody who makes room by hand.</summary>
    public bool IsPatient { get; init; }

    /// <summary>Whether photos that went to another event are sent all the same, without a note.</summary>
    public bool Resend { get; init; }

    /// <summary>
    /// Queues, skips or refuses a file, or leaves it when <paramref name="givenUp"/> ends or nothing is left that could make room.
    /// </summary>
    /// <returns>Whether it is dealt with; if not, it was written meanwhile.</returns>
    public async Task<bool> TakeAsync(FileResult delivery, MediaFileExamination found, bool isNamed, Task givenUp)
    {
        try
        {
            if (found.Length == 0)
            {
                run.Book.Refuse(delivery, shell.Texts.EmptyFile);
                return true;
            }

            var sha256 = await HashAsync(delivery.File).ConfigureAwait(false);
            if (!await TryTakeAsync(delivery, found, sha256, isNamed).ConfigureAwait(false)
                && !await WaitForRoomAsync(delivery, found, sha256, isNamed, givenUp).ConfigureAwait(false))
            {
                _left.Enqueue(delivery with { Error = shell.Texts.QueueTrouble(UploadQueueError.DiskFull) });
            }
        }
        catch (InvalidDataException)
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            run.Book.Refuse(delivery, Explanation.Of(e, shell.Texts).Message);
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
    private async Task<bool> TryTakeAsync(FileResult delivery, MediaFileExamination found, string sha256, bool isNamed)
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
                run.Book.Skip(delivery with { Error = why }, SkipReason.OtherEvent);
                return true;
            }

            upload ??= await run.Queue.EnqueueAsync(request, sha256, CancellationToken.None).ConfigureAwait(false);
            Note(delivery, found, why);
            await TakeAsync(delivery, upload, upload.WasAlreadyQueued).ConfigureAwait(false);
            return true;
        }
        catch (UploadQueueException e) when (e.Error == UploadQueueError.DiskFull)
        {
            return false;
        }
    }

    private async Task<string?> WentToOtherEventAsync(FileResult delivery, string sha256) =>
        await DeliveryRule.OtherEventAsync(run.Queue, sha256, delivery.LinkId!, CancellationToken.None).ConfigureAwait(false) is { } other
            ? shell.Texts.WentToOtherEvent(TargetFinder.TitleOf(shell, other.LinkId).Plain(), other.At, other.UploadedAt is not null)
            : null;

    private void Note(FileResult delivery, MediaFileExamination found, string? otherEvent)
    {
        if (otherEvent is not null)
        {
            notices.Add(shell.Texts.SentAgain(delivery.File.Plain(), otherEvent));
        }

        if (found.Incomplete is { } missing)
        {
            notices.Add(shell.Texts.SentIncomplete(delivery.File.Plain(), missing.Plain()));
        }
    }

    private async Task<bool> WaitForRoomAsync(FileResult delivery, MediaFileExamination found, string sha256, bool isNamed, Task givenUp)
    {
        // Where one has waited in vain, no other need.
        var mayComeRoom = _left.IsEmpty;
        while (mayComeRoom)
        {
            mayComeRoom = !givenUp.IsCompleted && (IsPatient || await IsDrainingAsync().ConfigureAwait(false));
            if (mayComeRoom && !_isRoomAwaited)
            {
                _isRoomAwaited = true;
                notices.Add(shell.Texts.RoomAwaited);
            }

            await Task.WhenAny(givenUp, Task.Delay(Pause, shell.Time)).ConfigureAwait(false);
            if (await TryTakeAsync(delivery, found, sha256, isNamed).ConfigureAwait(false))
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

    private async Task TakeAsync(FileResult delivery, QueuedUpload upload, bool wasKnown)
    {
        if (wasKnown && upload.State == QueuedUploadState.SetAside)
        {
            // A file that is given again is to be tried again.
            await run.Queue.RetryAsync([upload.Id]).ConfigureAwait(false);
            upload = await run.Queue.FindAsync(upload.Id).ConfigureAwait(false) ?? upload;
        }

        run.Book.Take(delivery, upload, wasKnown);
    }
}
