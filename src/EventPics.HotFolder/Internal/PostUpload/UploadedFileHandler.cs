using EventPics.HotFolder.Internal.Files;
using EventPics.HotFolder.Internal.Queueing;
using EventPics.HotFolder.Internal.State;
using EventPics.HotFolder.Internal.Watching;
using EventPics.Queue;
using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal.PostUpload;

/// <summary>Waits until a file's bytes are uploaded, then has it moved or deleted.</summary>
internal sealed class UploadedFileHandler : IDisposable
{
    private const int MaxConcurrency = 2;

    // Each try reads the file once more, to move nothing but the very bytes that were uploaded.
    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromHours(1);

    private readonly IPhotoQueue _queue;
    private readonly Action<Func<Task>> _start;
    private readonly AfterUpload _afterUpload;
    private readonly FolderState _state;
    private readonly ILogger _logger;
    private readonly Func<TimeSpan> _clock;
    private readonly Action<WatchedFolder, string> _rescan;
    private readonly Action<Action> _post;
    private readonly CancellationToken _stop;
    private readonly PostUploadAction _action;
    private readonly SemaphoreSlim _slots = new(MaxConcurrency, MaxConcurrency);

    public UploadedFileHandler(
        IPhotoQueue queue,
        AfterUpload afterUpload,
        FolderState board,
        ILogger logger,
        Func<TimeSpan> clock,
        Action<WatchedFolder, string> lookAgain,
        Action<Action> post,
        Action<Func<Task>> start,
        CancellationToken stop)
    {
        _queue = queue;
        _afterUpload = afterUpload;
        _state = board;
        (_logger, _clock, _rescan, _post, _start) = (logger, clock, lookAgain, post, start);
        _stop = stop;
        _action = new PostUploadAction(afterUpload, logger);
        queue.Changed += OnQueueChanged;
    }

    private int _isStale = 1;

    public int Running { get; private set; }

    /// <summary>Takes over a file that is in the queue.</summary>
    public void Track(string path, HandledFile known) => Track(path, known, isAsked: false);

    /// <summary>Asks the queue about the files it had not uploaded yet: another process may have, or an earlier one.</summary>
    /// <param name="isAsked">Whether a person waits for it, so that no back-off counts.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task RefreshAsync(bool isAsked, CancellationToken cancellationToken)
    {
        var isStale = Interlocked.Exchange(ref _isStale, 0) != 0 || isAsked;
        foreach (var (path, known) in _state.Handled.Where(static known => known.Value.Upload is not null).Select(static known => (known.Key, known.Value)).ToList())
        {
            if (isStale && known.Upload is { } upload && upload.State != QueuedUploadState.Uploaded)
            {
                Update(path, known, await _queue.FindAsync(upload.Id, cancellationToken).ConfigureAwait(false), isAsked);
            }
            else
            {
                Track(path, known, isAsked);
            }
        }
    }

    private void Track(string path, HandledFile known, bool isAsked)
    {
        if (_afterUpload == AfterUpload.Keep || known.Upload?.State != QueuedUploadState.Uploaded || known.IsBeingCleanedUp || (!isAsked && _clock() < known.RetryAt))
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

        known.IsBeingCleanedUp = true;
        Running++;
        _start(() => RunActionAsync(path, known));
    }

    private void Update(string path, HandledFile known, QueuedUpload? now, bool isAsked)
    {
        var wasWithdrawn = known.IsWithdrawn;
        known.Upload = now;
        if (now is not null && DeliveryRules.WithdrawalReason(now.State) is { } reason)
        {
            _state.RecordSkipped(path, reason);
        }
        else if (wasWithdrawn)
        {
            // A person took it back.
            _state.Forget(path);
            _rescan(known.Folder, path);
            return;
        }

        Track(path, known, isAsked);
    }

    public void Dispose()
    {
        _queue.Changed -= OnQueueChanged;
        _slots.Dispose();
    }

    private void OnQueueChanged(object? sender, QueueChangedEventArgs e)
    {
        if (e.Upload is null)
        {
            Interlocked.Exchange(ref _isStale, 1);
        }
        else if (DeliveryRules.WithdrawalReason(e.Upload.State) is not null)
        {
            _post(() => OnWithdrawn(e.Upload));
        }
        else if (e.Upload.State == QueuedUploadState.Uploaded && _afterUpload != AfterUpload.Keep)
        {
            _post(() => OnUploaded(e.Upload));
        }
    }

    private void OnUploaded(QueuedUpload upload)
    {
        foreach (var (path, known) in _state.Handled.Select(static known => (known.Key, known.Value)))
        {
            if (known.Upload?.Id == upload.Id)
            {
                Update(path, known, upload, isAsked: false);
            }
        }
    }

    // From here on it is followed, so that it comes back when it is taken back.
    private void OnWithdrawn(QueuedUpload upload)
    {
        foreach (var (path, known) in _state.Handled.Where(known => known.Value.UploadId == upload.Id).Select(static known => (known.Key, known.Value)))
        {
            // Not when the file has become another photo meanwhile.
            if (!known.IsBeingCleanedUp && FileSnapshot.Read(path) == known.Snapshot)
            {
                Update(path, known, upload, isAsked: false);
            }
        }
    }

    private async Task RunActionAsync(string path, HandledFile known)
    {
        var result = PostUploadResult.Stopped;
        try
        {
            await _slots.WaitAsync(_stop).ConfigureAwait(false);
            try
            {
                result = _action.Run(known.Folder.Path, path, known.Upload!.Sha256, _stop);
            }
            finally
            {
                _slots.Release();
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

    private void Apply(string path, HandledFile known, PostUploadResult result)
    {
        Running--;
        known.IsBeingCleanedUp = false;
        known.IsCleanupPending = result == PostUploadResult.RetryLater;
        if (known.IsCleanupPending)
        {
            var delay = TimeSpan.FromTicks(FirstRetryDelay.Ticks << Math.Min(known.Failures++, 6));
            known.RetryAt = _clock() + (delay < MaxRetryDelay ? delay : MaxRetryDelay);
        }

        if (result == PostUploadResult.Done)
        {
            _state.RecordCleanedUp(path, _afterUpload == AfterUpload.Delete ? HotFolderChange.Deleted : HotFolderChange.Moved, known.Upload);
        }
        else if (result is PostUploadResult.Gone or PostUploadResult.Changed)
        {
            // With other bytes it is another picture, which the next search finds.
            _state.Handled.TryRemove(path, out _);
        }
    }
}
