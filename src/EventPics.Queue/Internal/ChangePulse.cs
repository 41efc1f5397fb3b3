namespace EventPics.Queue.Internal;

/// <summary>
/// Wakes those who wait for the end of one photo, or of any. A watch begins before its owner looks, so that no change slips between, and keeps
/// nothing of the changes that are not its own, however long it lasts.
/// </summary>
internal sealed class ChangePulse
{
    private readonly Dictionary<string, HashSet<Watch>> _byId = new(StringComparer.Ordinal);
    private readonly HashSet<Watch> _ofAny = [];

    /// <summary>Begins to watch the job with this ID, or all when it is null. Dispose it at the end.</summary>
    public Watch Begin(string? id)
    {
        Watch watch = new(this, id);
        lock (_byId)
        {
            if (id is null)
            {
                _ofAny.Add(watch);
            }
            else if (_byId.TryGetValue(id, out var others))
            {
                others.Add(watch);
            }
            else
            {
                _byId.Add(id, [watch]);
            }
        }

        return watch;
    }

    /// <param name="job">The job as it is now, or null when any may have changed.</param>
    public void Beat(UploadJob? job)
    {
        if (job is { IsSettled: false })
        {
            return;
        }

        lock (_byId)
        {
            foreach (var watch in job is null ? _byId.Values.SelectMany(static watches => watches) : _byId.TryGetValue(job.Id, out var own) ? own : [])
            {
                watch.Signal();
            }

            foreach (var watch in _ofAny)
            {
                watch.Signal();
            }
        }
    }

    private void End(Watch watch, string? id)
    {
        lock (_byId)
        {
            if (id is null)
            {
                _ofAny.Remove(watch);
            }
            else if (_byId.TryGetValue(id, out var watches) && watches.Remove(watch) && watches.Count == 0)
            {
                _byId.Remove(id);
            }
        }
    }

    /// <summary>One who waits.</summary>
    internal sealed class Watch(ChangePulse pulse, string? id) : IDisposable
    {
        private TaskCompletionSource<bool> _changed = NewSource();

        /// <summary>Ends at once when something changed since the watch began, or since this ended last.</summary>
        public async Task ChangedAsync(CancellationToken cancellationToken)
        {
            await Volatile.Read(ref _changed).Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _changed, NewSource());
        }

        public void Signal() => Volatile.Read(ref _changed).TrySetResult(true);

        public void Dispose() => pulse.End(this, id);

        private static TaskCompletionSource<bool> NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
