using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Internal.Events;

/// <summary>
/// Wakes those who wait for the end of one photo, or of any. A watch begins before its owner looks, so that no change slips between, and keeps
/// nothing of the changes that are not its own, however long it lasts.
/// </summary>
internal sealed class ChangeSignal
{
    private readonly Dictionary<string, HashSet<Subscription>> _subscriptionsById = new(StringComparer.Ordinal);
    private readonly HashSet<Subscription> _subscriptionsToAll = [];

    /// <summary>Begins to watch the job with this ID, or all when it is null. Dispose it at the end.</summary>
    public Subscription Subscribe(string? id)
    {
        Subscription watch = new(this, id);
        lock (_subscriptionsById)
        {
            if (id is null)
            {
                _subscriptionsToAll.Add(watch);
            }
            else if (_subscriptionsById.TryGetValue(id, out var others))
            {
                others.Add(watch);
            }
            else
            {
                _subscriptionsById.Add(id, [watch]);
            }
        }

        return watch;
    }

    /// <param name="job">The job as it is now, or null when any may have changed.</param>
    public void Set(QueueJob? job)
    {
        if (job is { IsFinished: false })
        {
            return;
        }

        lock (_subscriptionsById)
        {
            foreach (var watch in job is null ? _subscriptionsById.Values.SelectMany(static watches => watches) : _subscriptionsById.TryGetValue(job.Id, out var own) ? own : [])
            {
                watch.Set();
            }

            foreach (var watch in _subscriptionsToAll)
            {
                watch.Set();
            }
        }
    }

    private void Unsubscribe(Subscription watch, string? id)
    {
        lock (_subscriptionsById)
        {
            if (id is null)
            {
                _subscriptionsToAll.Remove(watch);
            }
            else if (_subscriptionsById.TryGetValue(id, out var watches) && watches.Remove(watch) && watches.Count == 0)
            {
                _subscriptionsById.Remove(id);
            }
        }
    }

    /// <summary>One who waits.</summary>
    internal sealed class Subscription(ChangeSignal pulse, string? id) : IDisposable
    {
        private TaskCompletionSource<bool> _changed = NewSource();

        /// <summary>Ends at once when something changed since the watch began, or since this ended last.</summary>
        public async Task WaitAsync(CancellationToken cancellationToken)
        {
            await Volatile.Read(ref _changed).Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _changed, NewSource());
        }

        public void Set() => Volatile.Read(ref _changed).TrySetResult(true);

        public void Dispose() => pulse.Unsubscribe(this, id);

        private static TaskCompletionSource<bool> NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
