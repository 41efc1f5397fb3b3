using EventPics.Queue;

namespace EventPics.Cli.Internal;

/// <summary>Looks for what the queue's news does not tell this process: what another one sent, and what ended before it was in the book.</summary>
internal sealed class QueueLook(UploadQueue queue, DeliveryBook book)
{
    // However many wait, a look costs no more than this.
    private const int Page = 200;
    private const int Singles = 100;

    private int _next;

    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        if (book.LastRefused?.Upload is { } failed)
        {
            await FindAsync(failed.Id, cancellationToken).ConfigureAwait(false);
        }

        var pending = book.PendingIds;
        if (pending.Count > Singles)
        {
            foreach (var state in new[] { QueuedUploadState.Uploaded, QueuedUploadState.SetAside })
            {
                foreach (var upload in await queue.ListAsync(state, Page, cancellationToken).ConfigureAwait(false))
                {
                    if (pending.Remove(upload.Id))
                    {
                        book.Update(upload);
                    }
                }
            }
        }

        // The rest takes its turns.
        List<string> ids = [.. pending];
        for (var i = 0; i < Math.Min(Singles, ids.Count); i++)
        {
            _next = (_next + 1) % ids.Count;
            await FindAsync(ids[_next], cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task FindAsync(string id, CancellationToken cancellationToken)
    {
        if (await queue.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } upload)
        {
            book.Update(upload);
        }
        else
        {
            book.Removed(id);
        }
    }
}
