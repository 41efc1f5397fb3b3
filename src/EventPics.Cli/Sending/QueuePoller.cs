using EventPics.Queue;

namespace EventPics.Cli.Sending;

/// <summary>
/// Polls for changes that raise no event in this process: photos that another process sent, and those that ended before they were tracked.
/// </summary>
internal sealed class QueuePoller(UploadQueue queue, UploadTracker tracker)
{
    // Limits the cost of a poll, however many photos wait.
    private const int PageSize = 200;
    private const int MaxLookups = 100;

    private int _next;

    public async Task PollAsync(CancellationToken cancellationToken)
    {
        if (tracker.LastFailed?.Upload is { } failed)
        {
            await FindAsync(failed.Id, cancellationToken).ConfigureAwait(false);
        }

        var pending = tracker.PendingIds;
        if (pending.Count > MaxLookups)
        {
            foreach (var state in new[] { QueuedUploadState.Uploaded, QueuedUploadState.Failed })
            {
                foreach (var upload in await queue.ListAsync(state, PageSize, cancellationToken).ConfigureAwait(false))
                {
                    if (pending.Remove(upload.Id))
                    {
                        tracker.Update(upload);
                    }
                }
            }
        }

        // The others take turns.
        List<string> ids = [.. pending];
        for (var i = 0; i < Math.Min(MaxLookups, ids.Count); i++)
        {
            _next = (_next + 1) % ids.Count;
            await FindAsync(ids[_next], cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task FindAsync(string id, CancellationToken cancellationToken)
    {
        if (await queue.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } upload)
        {
            tracker.Update(upload);
        }
        else
        {
            tracker.MarkRemoved(id);
        }
    }
}
