using EventPics.Dashboard.Internal.Wire;
using EventPics.Queue;

namespace EventPics.Dashboard.Internal.Actions;

/// <summary>What a page can change. What was begun is completed, even if the page is closed meanwhile.</summary>
internal sealed class QueueActions(TimeProvider time)
{
    private readonly Removals _removals = new(time);

    /// <summary>Does it. Returns null when there is no such action, or it needs more than it was given.</summary>
    /// <exception cref="ArgumentException">The ID of the event or album is malformed.</exception>
    public async Task<WireResult?> TryRunAsync(string name, UploadQueue queue, WireAction action)
    {
        switch (name, action)
        {
            case ("retry", _):
                return new WireResult(await queue.RetryAsync(action.Ids).ConfigureAwait(false), null);

            case ("remove", { Ids: [_, ..] ids }):
                return await _removals.RemoveAsync(queue, ids).ConfigureAwait(false);

            case ("undo", { Undo: { } undo }):
                return new WireResult(await _removals.UndoAsync(undo).ConfigureAwait(false), null);

            case ("move", { Ids: [_, ..] ids, LinkId: { } linkId }):
                return new WireResult(await MoveAsync(queue, ids, linkId, action.AlbumId).ConfigureAwait(false), null);

            case ("pause", _):
                queue.Pause();
                return new WireResult(0, null);

            case ("resume", _):
                queue.Resume();
                return new WireResult(0, null);

            case ("probe", _):
                queue.Probe();
                return new WireResult(0, null);

            default:
                return null;
        }
    }

    /// <summary>Completes what an earlier run of the program has begun to undo.</summary>
    public static Task CompleteUndoAsync(UploadQueue queue) => new UndoJournal(queue).CompleteAsync();

    private static async Task<int> MoveAsync(UploadQueue queue, IReadOnlyList<string> ids, string linkId, string? albumId)
    {
        var moved = 0;
        foreach (var id in ids)
        {
            moved += await queue.RerouteAsync(id, linkId, albumId).ConfigureAwait(false) ? 1 : 0;
        }

        return moved;
    }
}
