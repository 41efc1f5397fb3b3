using EventPics.HotFolder.Internal.Files;
using EventPics.HotFolder.Internal.Queueing;
using EventPics.HotFolder.Internal.State;
using EventPics.HotFolder.Internal.Watching;
using EventPics.Queue;
using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal.PostUpload;

/// <summary>Waits until a file's bytes are uploaded, then moves or deletes it.</summary>
internal sealed class UploadedFileHandler : IDisposable
{
    private const int MaxConcurrency = 2;

    // Each attempt reads the whole file, to move or delete nothing but exactly the bytes that were uploaded.
    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxRetryDelay = TimeSpan.FromHours(1);

    private readonly IPhotoQueue _queue;
    private readonly AfterUpload _afterUpload;
    private readonly FolderState _state;
    private readonly ILogger _logger;
    private readonly LoopContext _loop;
    private readonly PostUploadAction _action;
    private readonly SemaphoreSlim _slots = new(MaxConcurrency, MaxConcurrency);
    private int _isStale = 1;

    public UploadedFileHandler(IPhotoQueue queue, AfterUpload afterUpload, FolderState state, ILogger logger, LoopContext loop)
    {
        (_queue, _afterUpload, _state, _logger, _loop) = (queue, afterUpload, state, logger, loop);
        _action = new PostUploadAction(afterUpload, logger);
        queue.Changed += OnQueueChanged;
    }

    public int Running { get; private set; }

    /// <summary>Records a file that is in the queue, and tracks it until it is moved or deleted.</summary>
    public void Add(WatchedFolder folder, string path, FileSnapshot snapshot, QueuedUpload upload, bool wasKnown)
    {
        var file = new HandledFile(folder, snapshot, _afterUpload == AfterUpload.Keep ? null : upload) { UploadId = upload.Id };
        _state.RecordQueued(path, file, upload, wasKnown);
        Track(path, file, isRequested: false);
    }

    /// <summary>Updates the files that the queue had not uploaded yet: another process may have uploaded them.</summary>
    /// <param name="isRequested">Whether a caller waits for the result, so that backoff is ignored.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task RefreshAsync(bool isRequested, CancellationToken cancellationToken)
    {
        var isStale = Interlocked.Exchange(ref _isStale, 0) != 0 || isRequested;
        foreach (var (path, known) in _state.Handled.Where(static known => known.Value.Upload is not null)
            .Select(static known => (known.Key, known.Value))
            .ToList())
        {
            if (isStale && known.Upload is { } upload && upload.State != QueuedUploadState.Uploaded)
            {
                Update(path, known, await _queue.FindAsync(upload.Id, cancellationToken).ConfigureAwait(false), isRequested);
            }
            else
            {
                Track(path, known, isRequested);
            }
        }
    }

    private void Track(string path, HandledFile known, bool isRequested)
    {
        if (_afterUpload == AfterUpload.Keep || known.Upload?.State != QueuedUploadState.Uploaded || known.IsBeingCleanedUp
            || (!isRequested && _loop.Now < known.RetryAt))
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
        _loop.Start(() => RunActionAsync(path, known));
    }

    private void Update(string path, HandledFile known, QueuedUpload? now, bool isRequested)
    {
        var wasWithdrawn = known.IsWithdrawn;
        known.Upload = now;
        if (now is not null && DeliveryRules.WithdrawalReason(now.State) is { } reason)
        {
            _state.RecordSkipped(path, reason);
        }
        else if (wasWithdrawn)
        {
            // It was restored in the queue.
            _state.Forget(path);
            _loop.AddHint(known.Folder, path);
            return;
        }

        Track(path, known, isRequested);
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
            _loop.Post(() => OnWithdrawn(e.Upload));
        }
        else if (e.Upload.State == QueuedUploadState.Uploaded && _afterUpload != AfterUpload.Keep)
        {
            _loop.Post(() => OnUploaded(e.Upload));
        }
    }

    private void OnUploaded(QueuedUpload upload)
    {
        foreach (var (path, known) in _state.Handled.Select(static known => (known.Key, known.Value)))
        {
            if (known.Upload?.Id == upload.Id)
            {
                Update(path, known, upload, isRequested: false);
            }
        }
    }

    // It is tracked from now on, so that it is sent when it is restored.
    private void OnWithdrawn(QueuedUpload upload)
    {
        foreach (var (path, known) in _state.Handled.Where(known => known.Value.UploadId == upload.Id)
            .Select(static known => (known.Key, known.Value)))
        {
            // Not if the file holds another photo by now.
            if (!known.IsBeingCleanedUp && FileSnapshot.Read(path) == known.Snapshot)
            {
                Update(path, known, upload, isRequested: false);
            }
        }
    }

    private async Task RunActionAsync(string path, HandledFile known)
    {
        var result = PostUploadResult.Stopped;
        try
        {
            await _slots.WaitAsync(_loop.Stop).ConfigureAwait(false);
            try
            {
                result = _action.Run(known.Folder.Path, path, known.Upload!.Sha256, _loop.Stop);
            }
            finally
            {
                _slots.Release();
            }
        }
        catch (OperationCanceledException)
        {
            // The next start finds the file and the record of its upload.
        }
        finally
        {
            _loop.Post(() => Apply(path, known, result));
        }
    }

    private void Apply(string path, HandledFile known, PostUploadResult result)
    {
        Running--;
        known.IsBeingCleanedUp = false;
        known.IsCleanupPending = result == PostUploadResult.RetryLater;
        if (known.IsCleanupPending)
        {
            known.RetryAt = _loop.Now + Backoff.Delay(known.Failures++, FirstRetryDelay, MaxRetryDelay);
        }

        if (result == PostUploadResult.Done)
        {
            _state.RecordCleanedUp(
                path, _afterUpload == AfterUpload.Delete ? HotFolderChange.Deleted : HotFolderChange.Moved, known.Upload);
        }
        else if (result is PostUploadResult.Gone or PostUploadResult.Changed)
        {
            // With other bytes it is another photo, which the next scan finds.
            _state.Handled.TryRemove(path, out _);
        }
    }
}
