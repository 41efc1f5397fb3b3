using EventPics.Queue;

namespace EventPics.Cli.Sending;

/// <summary>Explains why the queue keeps a photo out of the next customer's album.</summary>
internal static class OtherEventLookup
{
    /// <summary>Finds the event that a photo belongs to, once the queue has refused it for this one.</summary>
    /// <returns>The latest such delivery; <see langword="null"/> when it was taken away meanwhile.</returns>
    public static async Task<Delivery?> FindAsync(UploadQueue queue, string sha256, string linkId, CancellationToken cancellationToken)
    {
        var deliveries = await queue.FindDeliveriesAsync(sha256, cancellationToken).ConfigureAwait(false);
        return deliveries.Where(delivery => delivery.LinkId != linkId)
            .OrderBy(static delivery => delivery.State == QueuedUploadState.Removed && delivery.UploadedAt is null)
            .ThenByDescending(static delivery => delivery.At)
            .FirstOrDefault();
    }
}
