using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Internal.Scheduling;

/// <summary>Decides what may be sent when. Does no I/O and starts nothing. Thread-safe.</summary>
internal sealed class SendScheduler
{
    // Up to this many bytes may be in socket buffers; only more prove that the connection works.
    private const long BytesProvingConnectivity = 512 * 1024;

    // Every third slot is for the oldest photo, so that none starves while new ones are enqueued.
    private const int ClaimsPerOldest = 3;

    private readonly object _lock = new();
    private readonly TimeProvider _time;
    private readonly MonotonicClock _clock;
    private readonly CircuitBreakers _breakers;
    private readonly AdaptiveConcurrency _concurrency;
    private readonly FailureRules _failures;
    private readonly IdleProbe _idleProbe;
    private int _running;
    private int _runningLarge;
    private int _claims;
    private int _largeClaims;

    public SendScheduler(TimeProvider time, int maxConcurrency, Func<double> jitter)
    {
        _time = time;
        _clock = new MonotonicClock(time);
        _breakers = new CircuitBreakers(time);
        _concurrency = new AdaptiveConcurrency(maxConcurrency);
        _failures = new FailureRules(_breakers, _concurrency, jitter);
        _idleProbe = new IdleProbe(_breakers, time, jitter);
    }

    /// <summary>The time that the delays of rows are measured by.</summary>
    public DateTimeOffset Now => _clock.Now;

    /// <summary>When the service or its storage was last reached, by the system clock.</summary>
    public DateTimeOffset? LastContact => _idleProbe.LastContact;

    private bool IsSending => _running + _runningLarge > 0;

    /// <summary>Gets when a job with this delay is due; null for now.</summary>
    public DateTimeOffset? DueAfter(TimeSpan? delay) => delay > TimeSpan.Zero ? Now + delay : null;

    /// <summary>Converts the time that a row is due to the system clock.</summary>
    public DateTimeOffset ToSystemTime(DateTimeOffset due) => _time.GetUtcNow() + (due - Now);

    /// <summary>Gets the request to claim the next photo with, or null when none may be started.</summary>
    public ClaimRequest? NextClaim(bool large)
    {
        lock (_lock)
        {
            var hasSlot = large ? _runningLarge == 0 : _running < (_breakers.Network.IsClosed ? _concurrency.Current : 1);
            return !hasSlot || !_breakers.Network.AllowsAttempt ? null : new ClaimRequest
            {
                Now = _clock.Now,
                MaxDelay = Backoff.MaxDelay,
                Large = large,
                Oldest = (large ? _largeClaims : _claims) % ClaimsPerOldest == ClaimsPerOldest - 1,
                Avoid = [.. _failures.Avoided],
                OnlyWithUrl = !_breakers.Account.AllowsAttempt,
                BlockedDestinations = [.. _breakers.Destinations.BlockedKeys],
            };
        }
    }

    public SendPermit Acquire(QueueJob job)
    {
        lock (_lock)
        {
            var permit = new SendPermit(job.Destination, job.IsLarge);
            _ = job.IsLarge ? _largeClaims++ : _claims++;
            _ = job.IsLarge ? _runningLarge++ : _running++;
            permit.BeginAttempt(_breakers.Network);
            if (job.UploadUrl is null)
            {
                AcquireForUrl(permit);
            }

            return permit;
        }
    }

    /// <summary>Whether an attempt whose upload URL has expired may request another now.</summary>
    public bool TryAcquireForUrl(SendPermit permit)
    {
        lock (_lock)
        {
            if (!_breakers.Account.AllowsAttempt || !_breakers.Destinations.AllowsAttempt(permit.Destination))
            {
                return false;
            }

            AcquireForUrl(permit);
            return true;
        }
    }

    public void OnUrlIssued(SendPermit permit)
    {
        lock (_lock)
        {
            _breakers.Account.RecordSuccess();
            _breakers.Destinations.RecordSuccess(permit.Destination, isPut: false);
            _idleProbe.OnContact();
        }
    }

    /// <summary>Records sent bytes. Returns whether they closed the circuit of the connection, so that others may be sent.</summary>
    public bool OnBytesMoved(SendPermit permit, long bytes)
    {
        lock (_lock)
        {
            permit.BytesMoved += bytes;
            if (_breakers.Network.IsClosed || permit.BytesMoved < BytesProvingConnectivity || !permit.IsProbeOf(_breakers.Network))
            {
                return false;
            }

            _breakers.Network.RecordSuccess();
            return true;
        }
    }

    public void OnSucceeded(SendPermit permit, string id, bool backlog, double bytesPerSecond)
    {
        lock (_lock)
        {
            _breakers.Network.RecordSuccess();
            _idleProbe.OnContact();
            _failures.OnSucceeded(id, permit.Destination);
            _breakers.Destinations.RecordSuccess(permit.Destination, isPut: true);
            _concurrency.Succeeded(backlog, bytesPerSecond);
            Release(permit);
        }
    }

    /// <summary>Records a failure. Returns what becomes of the photo and how long it waits.</summary>
    /// <param name="permit">The attempt's.</param>
    /// <param name="job">The photo, which counts this failure already.</param>
    /// <param name="error">The client's exception.</param>
    /// <param name="isPut">Whether the bytes were being sent, and not the upload URL requested.</param>
    /// <param name="sentBefore">Whether every byte was sent to the same URL before.</param>
    /// <param name="isUrlOfThisAttempt">Whether the URL was issued for this attempt; one from an earlier attempt may have expired.</param>
    public FailureDecision OnFailed(SendPermit permit, QueueJob job, EventPicsException error, bool isPut, bool sentBefore = false, bool isUrlOfThisAttempt = false)
    {
        lock (_lock)
        {
            try
            {
                return _failures.OnFailed(permit, job, error, isPut, sentBefore, isUrlOfThisAttempt);
            }
            finally
            {
                Release(permit);
            }
        }
    }

    /// <summary>The attempt ended without a result: it was cancelled, or the job was gone.</summary>
    public void OnAbandoned(SendPermit permit)
    {
        lock (_lock)
        {
            Release(permit);
        }
    }

    /// <summary>Probes every open circuit immediately: the network changed, or a person requested it.</summary>
    public void RetryNow(bool networkOnly)
    {
        lock (_lock)
        {
            foreach (var breaker in networkOnly ? [_breakers.Network] : _breakers.All)
            {
                breaker.ProbeNow();
            }
        }
    }

    /// <summary>Gets how long until an open circuit allows a probe.</summary>
    public TimeSpan? UntilNextProbe()
    {
        lock (_lock)
        {
            return _breakers.TimeUntilProbe;
        }
    }

    /// <summary>Gets what prevents the queue from sending, the worst first.</summary>
    public SenderStatus GetStatus()
    {
        lock (_lock)
        {
            return _breakers.GetStatus(IsSending);
        }
    }

    /// <summary>Whether the connection, the account or any destination does not work.</summary>
    public bool HasOpenCircuit
    {
        get
        {
            lock (_lock)
            {
                return _breakers.All.Any(static breaker => !breaker.IsClosed);
            }
        }
    }

    /// <summary>Gets the keys of the destinations with an open circuit.</summary>
    public IReadOnlyCollection<string> GetOpenDestinations()
    {
        lock (_lock)
        {
            return [.. _breakers.Destinations.OpenKeys];
        }
    }

    /// <summary>Forgets destinations that no photo is left for.</summary>
    public void RemoveDestinations(IEnumerable<string> keys)
    {
        lock (_lock)
        {
            foreach (var key in keys)
            {
                _breakers.Destinations.Remove(key);
            }
        }
    }

    public TimeSpan? UntilNextIdleProbe()
    {
        lock (_lock)
        {
            return _idleProbe.TimeUntilNext(IsSending);
        }
    }

    /// <param name="isNeeded">Whether the list of events is needed, and not only whether the service responds.</param>
    public SendPermit? TryStartIdleProbe(bool isNeeded = false)
    {
        lock (_lock)
        {
            return _idleProbe.TryStart(IsSending, isNeeded);
        }
    }

    public void OnIdleProbeSucceeded(SendPermit permit)
    {
        lock (_lock)
        {
            _idleProbe.OnSucceeded(permit);
        }
    }

    public void OnIdleProbeFailed(SendPermit permit, EventPicsException error)
    {
        lock (_lock)
        {
            _idleProbe.OnFailed(permit, error);
        }
    }

    public void OnIdleProbeAbandoned(SendPermit permit)
    {
        lock (_lock)
        {
            _idleProbe.OnAbandoned(permit);
        }
    }

    private void AcquireForUrl(SendPermit permit)
    {
        permit.BeginAttempt(_breakers.Account);
        permit.BeginAttempt(_breakers.Destinations.Get(permit.Destination, isPut: false));
        permit.BeginAttempt(_breakers.Destinations.Get(permit.Destination, isPut: true));
    }

    private void Release(SendPermit permit)
    {
        if (permit.IsReleased)
        {
            return;
        }

        permit.IsReleased = true;
        _ = permit.IsLarge ? _runningLarge-- : _running--;
        permit.ReleaseProbes();
    }
}
