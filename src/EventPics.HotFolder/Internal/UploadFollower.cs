using EventPics.Queue;
using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal;

/// <summary>Waits until a file's bytes are uploaded, then has it moved or deleted.</summary>
internal sealed class UploadFollower : IDisposable
{
    private const int AtATime = 2;

    // Each try reads the file once more, to move nothing but the very bytes that were uploaded.
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);

    private readonly IPhotoQueue _queue;
    private readonly Action<Func<Task>> _start;
    private readonly AfterUpload _afterUpload;
    private readonly Board _board;
    private readonly ILogger _logger;
    private readonly Func<TimeSpan> _clock;
    private readonly Action<WatchedFolder, string> _lookAgain;
    private readonly Action<Action> _post;
    private readonly CancellationToken _stop;
    private readonly FinishedFiles _files;
    private readonly SemaphoreSlim _lane = new(AtATime, AtATime);

    public UploadFollower(
        IPhotoQueue queue,
        AfterUpload afterUpload,
        Board board,
        ILogger logger,
        Func<TimeSpan> clock,
        Action<WatchedFolder, string> lookAgain,
        Action<Action> post,
        Action<Func<Task>> start,
        CancellationToken stop)
    {
        _queue = queue;
        _afterUpload = afterUpload;
        _board = board;
        (_logger, _clock, _lookAgain, _post, _start) = (logger, clock, lookAgain, post, start);
        _stop = stop;
        _files = new FinishedFiles(afterUpload, logger);
        queue.Changed += OnQueueChanged;
    }

    private int _isStale = 1;

    public int Running { get; private set; }

    /// <summary>Takes over a file that is in the queue.</summary>
    public void Follow(string path, KnownFile known) => Follow(path, known, isAsked: false);

    /// <summary>Asks the queue about the files it had not uploaded yet: another process may have, or an earlier one.</summary>
    /// <param name="isAsked">Whether a person waits for it, so that no back-off counts.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task RefreshAsync(bool isAsked, CancellationToken cancellationToken)
    {
        var isStale = Interlocked.Exchange(ref _isStale, 0) != 0 || isAsked;
        foreach (var (path, known) in _board.Known.Where(static known => known.Value.Upload is not null).Select(static known => (known.Key, known.Value)).ToList())
        {
            if (isStale && known.Upload is { } upload && upload.State != QueuedUploadState.Uploaded)
            {
                Note(path, known, await _queue.FindAsync(upload.Id, cancellationToken).ConfigureAwait(false), isAsked);
            }
            else
            {
                Follow(path, known, isAsked);
            }
        }
    }

    private void Follow(string path, KnownFile known, bool isAsked)
    {
        if (_afterUpload == AfterUpload.Keep || known.Upload?.State != QueuedUploadState.Uploaded || known.IsBeingFinished || (!isAsked && _clock() < known.NextTry))
        {
            return;
        }

        if (known.Upload.ETag is null)
        {
            if (!known.IsUnproven)
            {
                Log.Unproven(_logger, path);
            }

            known.IsUnproven = true;
            return;
        }

        known.IsBeingFinished = true;
        Running++;
        _start(() => FinishAsync(path, known));
    }

    private void Note(string path, KnownFile known, QueuedUpload? now, bool isAsked)
    {
        var wasWithdrawn = known.IsWithdrawn;
        known.Upload = now;
        if (now is not null && Deliveries.Withdrawn(now.State) is { } reason)
        {
            _board.NoteSkipped(path, reason);
        }
        else if (wasWithdrawn)
        {
            // A person took it back.
            _board.Forget(path);
            _lookAgain(known.Folder, path);
            return;
        }

        Follow(path, known, isAsked);
    }

    public void Dispose()
    {
        _queue.Changed -= OnQueueChanged;
        _lane.Dispose();
    }

    private void OnQueueChanged(object? sender, QueueChangedEventArgs e)
    {
        if (e.Upload is null)
        {
            Interlocked.Exchange(ref _isStale, 1);
        }
        else if (Deliveries.Withdrawn(e.Upload.State) is not null)
        {
            _post(() => NoteWithdrawn(e.Upload));
        }
        else if (e.Upload.State == QueuedUploadState.Uploaded && _afterUpload != AfterUpload.Keep)
        {
            _post(() => NoteUploaded(e.Upload));
        }
    }

    private void NoteUploaded(QueuedUpload upload)
    {
        foreach (var (path, known) in _board.Known.Select(static known => (known.Key, known.Value)))
        {
            if (known.Upload?.Id == upload.Id)
            {
                Note(path, known, upload, isAsked: false);
            }
        }
    }

    // From here on it is followed, so that it comes back when it is taken back.
    private void NoteWithdrawn(QueuedUpload upload)
    {
        foreach (var (path, known) in _board.Known.Where(known => known.Value.UploadId == upload.Id).Select(static known => (known.Key, known.Value)))
        {
            // Not when the file has become another photo meanwhile.
            if (!known.IsBeingFinished && FileSnapshot.Take(path) == known.Snapshot)
            {
                Note(path, known, upload, isAsked: false);
            }
        }
    }

    private async Task FinishAsync(string path, KnownFile known)
    {
        var result = FinishResult.Stopped;
        try
        {
            await _lane.WaitAsync(_stop).ConfigureAwait(false);
            try
            {
                result = _files.Finish(known.Folder.Path, path, known.Upload!.Sha256, _stop);
            }
            finally
            {
                _lane.Release();
            }
        }
        catch (OperationCanceledException)
        {
            // The next start finds the file and its receipt.
        }
        finally
        {
            _post(() => Apply(path, known, result));
        }
    }

    private void Apply(string path, KnownFile known, FinishResult result)
    {
        Running--;
        known.IsBeingFinished = false;
        known.IsNotFinished = result == FinishResult.Later;
        if (known.IsNotFinished)
        {
            var delay = TimeSpan.FromTicks(FirstDelay.Ticks << Math.Min(known.Failures++, 6));
            known.NextTry = _clock() + (delay < LongestDelay ? delay : LongestDelay);
        }

        if (result == FinishResult.Done)
        {
            _board.NoteFinished(path, _afterUpload == AfterUpload.Delete ? HotFolderChange.Deleted : HotFolderChange.Moved, known.Upload);
        }
        else if (result is FinishResult.Gone or FinishResult.Changed)
        {
            // With other bytes it is another picture, which the next search finds.
            _board.Known.TryRemove(path, out _);
        }
    }
}
