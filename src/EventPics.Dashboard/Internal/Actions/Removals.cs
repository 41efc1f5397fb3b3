using System.Collections.Concurrent;
using EventPics.Dashboard.Internal.Wire;
using EventPics.Queue;

namespace EventPics.Dashboard.Internal.Actions;

/// <summary>
/// Removes photos immediately, so that none is sent even if the program ends the next moment. For 10 seconds their bytes are kept open, so
/// that the removal can be undone.
/// </summary>
internal sealed class Removals(TimeProvider time)
{
    // Each one keeps a file open.
    private const int MaxUndoable = 100;

    private static readonly TimeSpan UndoTime = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, (Removal Removal, ITimer Timer)> _undoable = new(StringComparer.Ordinal);

    public async Task<WireResult> RemoveAsync(UploadQueue queue, IReadOnlyList<string> ids)
    {
        var removal = new Removal(queue);
        try
        {
            foreach (var id in ids)
            {
                await removal.RemoveAsync(id, keep: ids.Count <= MaxUndoable).ConfigureAwait(false);
            }
        }
        catch
        {
            removal.Dispose();
            throw;
        }

        if (!removal.CanUndo)
        {
            removal.Dispose();
            return new WireResult(removal.Count, null);
        }

        var undo = Guid.NewGuid().ToString("N");
        Keep(undo, removal);
        return new WireResult(removal.Count, undo);
    }

    /// <summary>Enqueues the photos of a removal again. Returns how many; 0 when the time is up.</summary>
    public async Task<int> UndoAsync(string undo)
    {
        if (!_undoable.TryRemove(undo, out var kept))
        {
            return 0;
        }

        var (removal, timer) = kept;
        await timer.DisposeAsync().ConfigureAwait(false);
        try
        {
            await removal.UndoAsync().ConfigureAwait(false);
        }
        catch
        {
            Keep(undo, removal); // The disk may be full: nothing is lost if the operator tries again.
            throw;
        }

        return removal.Count;
    }

    private void Keep(string undo, Removal removal) =>
        _undoable[undo] = (removal, time.CreateTimer(_ => Forget(undo), null, UndoTime, Timeout.InfiniteTimeSpan));

    private void Forget(string undo)
    {
        if (_undoable.TryRemove(undo, out var kept))
        {
            kept.Timer.Dispose();
            kept.Removal.Dispose();
        }
    }
}
