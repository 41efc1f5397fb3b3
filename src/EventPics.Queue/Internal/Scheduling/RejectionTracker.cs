using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Internal.Scheduling;

/// <summary>Photos that were refused, and whether others got through since: a photo that fails alone must not slow the others down. Not thread-safe.</summary>
internal sealed class RejectionTracker
{
    /// <summary>More at once are the service's fault.</summary>
    private const int MaxTracked = 100;

    private readonly Dictionary<string, RejectedPhoto> _rejected = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>Counts a refusal. Returns how many of this photo's refusals had successes of others before them, the first one included.</summary>
    /// <param name="job">The refused photo.</param>
    /// <param name="isAboutDestination">Only others of the same destination show that it is this photo.</param>
    public int RecordRejection(QueueJob job, bool isAboutDestination)
    {
        if (!_rejected.TryGetValue(job.Id, out var suspect))
        {
            if (_order.Count == MaxTracked)
            {
                _rejected.Remove(_order.Dequeue());
            }

            _rejected.Add(job.Id, suspect = new RejectedPhoto(job.Destination));
            _order.Enqueue(job.Id);
        }

        if (isAboutDestination ? suspect.SameDestinationSucceeded : suspect.OthersSucceeded)
        {
            suspect.Rejections++;
        }

        (suspect.OthersSucceeded, suspect.SameDestinationSucceeded) = (false, false);
        return suspect.Rejections;
    }

    /// <summary>A photo got through.</summary>
    public void RecordSuccess(string id, Destination lane)
    {
        if (_rejected.Remove(id))
        {
            var left = _order.Where(other => other != id).ToList();
            _order.Clear();
            left.ForEach(_order.Enqueue);
        }

        foreach (var suspect in _rejected.Values)
        {
            suspect.OthersSucceeded = true;
            suspect.SameDestinationSucceeded |= suspect.Destination == lane;
        }
    }

    private sealed class RejectedPhoto(Destination lane)
    {
        public Destination Destination { get; } = lane;

        public int Rejections { get; set; } = 1;

        public bool OthersSucceeded { get; set; }

        public bool SameDestinationSucceeded { get; set; }
    }
}
