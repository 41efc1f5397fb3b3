using EventPics.Queue;

namespace EventPics.Dashboard.Internal.Actions;

/// <summary>Photos that are removed together. Those whose upload has not started can be put back.</summary>
internal sealed class Removal(UploadQueue queue) : IDisposable
{
    private readonly List<RemovedUpload> _kept = [];

    public int Count { get; private set; }

    public bool CanUndo => Count > 0 && _kept.Count == Count;

    public async Task RemoveAsync(string id, bool keep)
    {
        var takenAt = keep ? (await queue.FindAsync(id).ConfigureAwait(false))?.TakenAt : null; // The queue forgets it with the removal.
        var bytes = keep ? await queue.OpenReadAsync(id).ConfigureAwait(false) : null;
        try
        {
            if (!await queue.RemoveAsync(id).ConfigureAwait(false))
            {
                return;
            }

            // Read after the removal: no upload starts any more.
            Count++;
            if (bytes is not null && await queue.FindAsync(id).ConfigureAwait(false) is { Attempts: 0 } upload)
            {
                upload.TakenAt = takenAt;
                _kept.Add(new RemovedUpload(upload, bytes));
                bytes = null;
            }
        }
        finally
        {
            bytes?.Dispose();
        }
    }

    /// <summary>Enqueues the photos again. After a failure, it continues where it stopped.</summary>
    public async Task UndoAsync()
    {
        while (_kept is [.., var last]) // Pages name the newest first.
        {
            await last.RestoreAsync(queue).ConfigureAwait(false);
            last.Dispose();
            _kept.Remove(last);
        }
    }

    public void Dispose() => _kept.ForEach(upload => upload.Dispose());
}
