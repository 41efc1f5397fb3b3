using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Internal.Scheduling;

/// <summary>
/// Tracks rejected photos, and whether others succeeded since: a photo that fails alone must not delay the others. Not thread-safe.
/// </summary>
internal sealed class RejectionTracker
{
    // If there are more, the service is the cause.
    private const int MaxTracked = 100;

    private readonly Dictionary<string, RejectedPhoto> _rejected = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>
    /// Counts a rejection. Returns how many of this photo's rejections followed successes of others, including the first one.
    /// </summary>
    /// <param name="job">The rejected photo.</param>
    /// <param name="isAboutDestination">Whether only others of the same destination can show that this photo is the cause.</param>
    public int RecordRejection(QueueJob job, bool isAboutDestination)
    {
        if (!_rejected.TryGetValue(job.Id, out var rejected))
        {
            if (_order.Count == MaxTracked)
            {
                _rejected.Remove(_order.Dequeue());
            }

            _rejected.Add(job.Id, rejected = new RejectedPhoto(job.Destination));
            _order.Enqueue(job.Id);
        }

        if (isAboutDestination ? rejected.SameDestinationSucceeded : rejected.OthersSucceeded)
        {
            rejected.Rejections++;
        }

        (rejected.OthersSucceeded, rejected.SameDestinationSucceeded) = (false, false);
        return rejected.Rejections;
    }

    /// <summary>Records that a photo was uploaded.</summary>
    public void RecordSuccess(string id, Destination destination)
    {
        if (_rejected.Remove(id))
        {
            var left = _order.Where(other => other != id).ToList();
            _order.Clear();
            left.ForEach(_order.Enqueue);
        }

        foreach (var rejected in _rejected.Values)
        {
            rejected.OthersSucceeded = true;
            rejected.SameDestinationSucceeded |= rejected.Destination == destination;
        }
    }

    private sealed class RejectedPhoto(Destination destination)
    {
        public Destination Destination { get; } = destination;

        public int Rejections { get; set; } = 1;

        public bool OthersSucceeded { get; set; }

        public bool SameDestinationSucceeded { get; set; }
    }
}
