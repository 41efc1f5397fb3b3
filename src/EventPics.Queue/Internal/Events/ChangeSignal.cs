using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Internal.Events;

/// <summary>
/// Signals callers that wait for one job, or for any, to finish. A caller subscribes before it reads the state, so that no change is
/// missed. A subscription stores nothing about other jobs, however long it lasts.
/// </summary>
internal sealed class ChangeSignal
{
    private readonly Dictionary<string, HashSet<Subscription>> _subscriptionsById = new(StringComparer.Ordinal);
    private readonly HashSet<Subscription> _subscriptionsToAll = [];

    /// <summary>Subscribes to the job with this ID, or to all when it is null. Dispose the subscription at the end.</summary>
    public Subscription Subscribe(string? id)
    {
        var subscription = new Subscription(this, id);
        lock (_subscriptionsById)
        {
            if (id is null)
            {
                _subscriptionsToAll.Add(subscription);
            }
            else if (_subscriptionsById.TryGetValue(id, out var others))
            {
                others.Add(subscription);
            }
            else
            {
                _subscriptionsById.Add(id, [subscription]);
            }
        }

        return subscription;
    }

    /// <summary>Signals a change.</summary>
    /// <param name="job">The job in its new state; null when any may have changed.</param>
    public void Set(QueueJob? job)
    {
        if (job is { IsFinished: false })
        {
            return;
        }

        lock (_subscriptionsById)
        {
            var subscriptions =
                job is null ? _subscriptionsById.Values.SelectMany(static ofOneJob => ofOneJob)
                : _subscriptionsById.TryGetValue(job.Id, out var ofThisJob) ? ofThisJob
                : [];
            foreach (var subscription in subscriptions.Concat(_subscriptionsToAll))
            {
                subscription.Set();
            }
        }
    }

    private void Unsubscribe(Subscription subscription, string? id)
    {
        lock (_subscriptionsById)
        {
            if (id is null)
            {
                _subscriptionsToAll.Remove(subscription);
            }
            else if (_subscriptionsById.TryGetValue(id, out var subscriptions) && subscriptions.Remove(subscription)
                && subscriptions.Count == 0)
            {
                _subscriptionsById.Remove(id);
            }
        }
    }

    /// <summary>A caller's subscription.</summary>
    internal sealed class Subscription(ChangeSignal signal, string? id) : IDisposable
    {
        private TaskCompletionSource<bool> _changed = NewSource();

        /// <summary>Waits for a change. Completes immediately if there was one since the subscription or since the last wait.</summary>
        public async Task WaitAsync(CancellationToken cancellationToken)
        {
            await Volatile.Read(ref _changed).Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _changed, NewSource());
        }

        public void Set() => Volatile.Read(ref _changed).TrySetResult(true);

        public void Dispose() => signal.Unsubscribe(this, id);

        private static TaskCompletionSource<bool> NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
