using EventPics.Queue;

namespace EventPics.Dashboard.Internal.WrapUp;

/// <summary>The photos of one event as the queue remembers them.</summary>
/// <param name="LinkId">The event; null when the queue knows no photos.</param>
/// <param name="Photos">Its photos, newest first.</param>
/// <param name="Events">All events of the queue with the number of their photos, the latest first.</param>
internal sealed record EventSummary(
    string? LinkId, IReadOnlyList<QueuedUpload> Photos, IReadOnlyDictionary<string, int> Events)
{
    public IEnumerable<QueuedUpload> NotArrived => Photos.Where(photo =>
        photo.State is QueuedUploadState.Waiting or QueuedUploadState.Sending or QueuedUploadState.Failed or QueuedUploadState.Exported);

    public IEnumerable<QueuedUpload> Uploaded => Photos.Where(photo => photo.State == QueuedUploadState.Uploaded);

    /// <summary>From the first to the last photo; null when there are none.</summary>
    public (DateTimeOffset From, DateTimeOffset To)? Period
    {
        get
        {
            var times = Photos.Where(photo => photo.State != QueuedUploadState.Removed)
                .Select(photo => photo.TakenAt ?? photo.EnqueuedAt).ToArray();
            return times.Length > 0 ? (times.Min(), times.Max()) : null;
        }
    }

    /// <summary>Reads an event; without an ID the one of the latest photo.</summary>
    public static async Task<EventSummary> ReadAsync(UploadQueue queue, string? linkId, CancellationToken cancellationToken)
    {
        var photos = new List<QueuedUpload>();
        var events = new OrderedDictionary<string, int>(StringComparer.Ordinal);
        await foreach (var photo in queue.EnumerateAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            linkId ??= photo.LinkId;
            events[photo.LinkId] = events.GetValueOrDefault(photo.LinkId) + 1;
            if (photo.LinkId == linkId)
            {
                photos.Add(photo);
            }
        }

        return new EventSummary(linkId, photos, events);
    }

    public int Count(QueuedUploadState state) => Photos.Count(photo => photo.State == state);
}
