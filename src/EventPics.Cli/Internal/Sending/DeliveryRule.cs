using EventPics.Queue;

namespace EventPics.Cli.Internal;

/// <summary>Keeps one customer's photos out of the next one's album.</summary>
internal static class DeliveryRule
{
    /// <summary>Finds out whether a photo went to, or is queued for, another event and not to this one.</summary>
    /// <returns>The latest such delivery; <see langword="null"/> when there is none.</returns>
    public static async Task<Delivery?> OtherEventAsync(UploadQueue queue, string sha256, string linkId, CancellationToken cancellationToken)
    {
        var deliveries = await queue.FindDeliveriesAsync(sha256, cancellationToken).ConfigureAwait(false);
        return deliveries.Any(delivery => delivery.LinkId == linkId)
            ? null
            : deliveries.Where(delivery => delivery.State != QueuedUploadState.Removed || delivery.UploadedAt is not null).MaxBy(delivery => delivery.At);
    }
}
