namespace EventPics.Queue.Internal;

/// <summary>Photos that were refused, and whether others got through since: a photo that fails alone must not slow the others down. Not thread-safe.</summary>
internal sealed class Suspects
{
    /// <summary>More at once are the service's fault.</summary>
    private const int Most = 100;

    private readonly Dictionary<string, Suspect> _suspects = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>Counts a refusal. Returns how many of this photo's refusals had successes of others before them, the first one included.</summary>
    /// <param name="job">The refused photo.</param>
    /// <param name="isAboutDestination">Only others of the same destination show that it is this photo.</param>
    public int Refused(UploadJob job, bool isAboutDestination)
    {
        if (!_suspects.TryGetValue(job.Id, out var suspect))
        {
            if (_order.Count == Most)
            {
                _suspects.Remove(_order.Dequeue());
            }

            _suspects.Add(job.Id, suspect = new Suspect(job.Lane));
            _order.Enqueue(job.Id);
        }

        if (isAboutDestination ? suspect.NeighborsPassed : suspect.OthersPassed)
        {
            suspect.Refusals++;
        }

        (suspect.OthersPassed, suspect.NeighborsPassed) = (false, false);
        return suspect.Refusals;
    }

    /// <summary>A photo got through.</summary>
    public void Passed(string id, Lane lane)
    {
        if (_suspects.Remove(id))
        {
            var left = _order.Where(other => other != id).ToList();
            _order.Clear();
            left.ForEach(_order.Enqueue);
        }

        foreach (var suspect in _suspects.Values)
        {
            suspect.OthersPassed = true;
            suspect.NeighborsPassed |= suspect.Lane == lane;
        }
    }

    private sealed class Suspect(Lane lane)
    {
        public Lane Lane { get; } = lane;

        public int Refusals { get; set; } = 1;

        public bool OthersPassed { get; set; }

        public bool NeighborsPassed { get; set; }
    }
}
