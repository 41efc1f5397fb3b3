using System.Collections.Concurrent;
using EventPics.HotFolder;
using EventPics.Queue;

namespace EventPics.Cli.Internal;

/// <summary>Puts named files into the queue. One that finds the disk full waits while what is sent makes room.</summary>
internal sealed class UploadIntake(Shell shell, SendingRun run, Notices notices)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<FileResult> _left = new();
    private bool _isRoomAwaited;

    /// <summary>What found no room to the end. It is not in the queue.</summary>
    public IReadOnlyCollection<FileResult> Left => _left;

    /// <summary>Whether it also waits for somebody who makes room by hand.</summary>
    public bool IsPatient { get; init; }

    /// <summary>Queues or refuses a file, or leaves it when <paramref name="givenUp"/> ends or nothing is left that could make room.</summary>
    public async Task TakeAsync(FileResult delivery, Task givenUp)
    {
        try
        {
            if (!await TryTakeAsync(delivery).ConfigureAwait(false)
                && !await WaitForRoomAsync(delivery, givenUp).ConfigureAwait(false))
            {
                _left.Enqueue(delivery with { Error = shell.Texts.QueueTrouble(UploadQueueError.DiskFull) });
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            run.Book.Refuse(delivery, Explanation.Of(e, shell.Texts).Message);
        }
    }

    private async Task<bool> TryTakeAsync(FileResult delivery)
    {
        var request = UploadRequest.FromFile(delivery.LinkId!, delivery.File);
        request.AlbumId = delivery.AlbumId;
        request.TakenAt = CaptureTime.Read(delivery.File, timeProvider: shell.Time);
        try
        {
            var upload = await run.Queue.EnqueueAsync(request, CancellationToken.None).ConfigureAwait(false);
            await TakeAsync(delivery, upload, upload.WasAlreadyQueued).ConfigureAwait(false);
            return true;
        }
        catch (UploadQueueException e) when (e.Error == UploadQueueError.DiskFull)
        {
            return false;
        }
    }

    private async Task<bool> WaitForRoomAsync(FileResult delivery, Task givenUp)
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
            if (await TryTakeAsync(delivery).ConfigureAwait(false))
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
            // Whoever names it again has decided that it may be tried again.
            await run.Queue.RetryAsync([upload.Id]).ConfigureAwait(false);
            upload = await run.Queue.FindAsync(upload.Id).ConfigureAwait(false) ?? upload;
        }

        run.Book.Take(delivery, upload, wasKnown);
    }
}
