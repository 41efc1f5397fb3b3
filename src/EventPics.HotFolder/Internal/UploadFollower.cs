using EventPics.Queue;
using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal;

/// <summary>Waits until a file's bytes are uploaded, then has it moved or deleted.</summary>
internal sealed class UploadFollower : IDisposable
{
    private const int AtATime = 2;

    private readonly UploadQueue _queue;
    private readonly AfterUpload _afterUpload;
    private readonly Board _board;
    private readonly Action<Action> _post;
    private readonly CancellationToken _stop;
    private readonly FinishedFiles _files;
    private readonly SemaphoreSlim _lane = new(AtATime, AtATime);

    public UploadFollower(
        UploadQueue queue, AfterUpload afterUpload, Board board, ILogger logger, Action<Action> post, CancellationToken stop)
    {
        _queue = queue;
        _afterUpload = afterUpload;
        _board = board;
        _post = post;
        _stop = stop;
        _files = new FinishedFiles(afterUpload, logger);
        if (afterUpload != AfterUpload.Keep)
        {
            queue.Changed += OnQueueChanged;
        }
    }

    public int Running { get; private set; }

    /// <summary>Takes over a file that is in the queue.</summary>
    public void Follow(string path, KnownFile known)
    {
        if (_afterUpload != AfterUpload.Keep && known.Upload?.State == QueuedUploadState.Uploaded && !known.IsBeingFinished)
        {
            known.IsBeingFinished = true;
            Running++;
            _ = Task.Run(() => FinishAsync(path, known));
        }
    }

    /// <summary>Asks the queue about every file it had not uploaded yet: another process may have, or an earlier one.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        if (_afterUpload == AfterUpload.Keep)
        {
            return;
        }

        foreach (var (path, known) in _board.Known.Select(static known => (known.Key, known.Value)).ToList())
        {
            if (known.Upload is { } upload && upload.State != QueuedUploadState.Uploaded)
            {
                known.Upload = await _queue.FindAsync(upload.Id, cancellationToken).ConfigureAwait(false);
            }

            Follow(path, known);
        }
    }

    public void Dispose()
    {
        _queue.Changed -= OnQueueChanged;
        _lane.Dispose();
    }

    private void OnQueueChanged(object? sender, QueueChangedEventArgs e)
    {
        if (e.Upload is { State: QueuedUploadState.Uploaded } upload)
        {
            _post(() => NoteUploaded(upload));
        }
    }

    private void NoteUploaded(QueuedUpload upload)
    {
        foreach (var (path, known) in _board.Known.Select(static known => (known.Key, known.Value)))
        {
            if (known.Upload?.Id == upload.Id)
            {
                known.Upload = upload;
                Follow(path, known);
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
