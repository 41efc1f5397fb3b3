using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Internal.Scheduling;

/// <summary>Decides what may be sent when. Does no I/O and starts nothing. Thread-safe.</summary>
internal sealed partial class SendScheduler(TimeProvider time, int maxConcurrency, Func<double> jitter)
{
    /// <summary>So much can hide in socket buffers; only more proves that the line works.</summary>
    private const long BytesProvingConnectivity = 512 * 1024;

    /// <summary>Every third slot goes to the oldest, so that none starves while new ones keep coming.</summary>
    private const int ClaimsPerOldest = 3;

    /// <summary>With more than so many that fail each time, it is the service that fails.</summary>
    private const int MaxAvoided = 16;

    private readonly object _lock = new();
    private readonly MonotonicClock _clock = new(time);
    private readonly CircuitBreaker _networkCircuit = new(time);
    private readonly CircuitBreaker _accountCircuit = new(time);
    private readonly Dictionary<string, CircuitBreaker> _urlCircuits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CircuitBreaker> _putCircuits = new(StringComparer.Ordinal);
    private readonly RejectionTracker _rejections = new();
    private readonly AdaptiveConcurrency _concurrency = new(maxConcurrency);
    private int _running;
    private int _runningLarge;
    private readonly Queue<long> _avoided = new();
    private int _claims;
    private int _largeClaims;

    /// <summary>What the rows' waits are counted by.</summary>
    public DateTimeOffset Now => _clock.Now;

    /// <summary>The question to ask the storage for the next picture, or null when none may start.</summary>
    public ClaimRequest? NextClaim(bool large)
    {
        lock (_lock)
        {
            var hasSlot = large ? _runningLarge == 0 : _running < (_networkCircuit.IsClosed ? _concurrency.Current : 1);
            return !hasSlot || !_networkCircuit.AllowsAttempt ? null : new ClaimRequest
            {
                Now = _clock.Now,
                MaxDelay = Backoff.MaxDelay,
                Large = large,
                Oldest = (large ? _largeClaims : _claims) % ClaimsPerOldest == ClaimsPerOldest - 1,
                Avoid = [.. _avoided],
                OnlyWithUrl = !_accountCircuit.AllowsAttempt,
                BlockedDestinations = [.. Blocked(_urlCircuits).Concat(Blocked(_putCircuits))],
            };
        }
    }

    public SendPermit Acquire(QueueJob job)
    {
        lock (_lock)
        {
            SendPermit ticket = new(job.Destination, job.IsLarge);
            _ = job.IsLarge ? _largeClaims++ : _claims++;
            _ = job.IsLarge ? _runningLarge++ : _running++;
            BeginAttempt(ticket, _networkCircuit);
            if (job.UploadUrl is null)
            {
                AcquireForUrl(ticket);
            }

            return ticket;
        }
    }

    /// <summary>Whether an attempt that brought a stale link may ask for another now.</summary>
    public bool TryAcquireForUrl(SendPermit ticket)
    {
        lock (_lock)
        {
            var key = ticket.Destination.Key;
            if (!_accountCircuit.AllowsAttempt || _urlCircuits.TryGetValue(key, out var link) && !link.AllowsAttempt || _putCircuits.TryGetValue(key, out var put) && !put.AllowsAttempt)
            {
                return false;
            }

            AcquireForUrl(ticket);
            return true;
        }
    }

    public void OnUrlIssued(SendPermit ticket)
    {
        lock (_lock)
        {
            _accountCircuit.RecordSuccess();
            RecordSuccess(_urlCircuits, ticket.Destination);
            OnContact();
        }
    }

    /// <summary>True when that opened the line for others.</summary>
    public bool OnBytesMoved(SendPermit ticket, long bytes)
    {
        lock (_lock)
        {
            ticket.BytesMoved += bytes;
            if (_networkCircuit.IsClosed || ticket.BytesMoved < BytesProvingConnectivity || !ticket.Probes.Contains(_networkCircuit))
            {
                return false;
            }

            _networkCircuit.RecordSuccess();
            return true;
        }
    }

    public void OnSucceeded(SendPermit ticket, string id, bool backlog, double bytesPerSecond)
    {
        lock (_lock)
        {
            _networkCircuit.RecordSuccess();
            OnContact();
            _rejections.RecordSuccess(id, ticket.Destination);
            RecordSuccess(_putCircuits, ticket.Destination);
            _concurrency.Succeeded(backlog, bytesPerSecond);
            _avoided.Clear();
            Release(ticket);
        }
    }

    /// <summary>The attempt ended without telling anything about the world: it was stopped, or the job was gone.</summary>
    public void OnAbandoned(SendPermit ticket)
    {
        lock (_lock)
        {
            Release(ticket);
        }
    }

    /// <summary>Lets every closed gate probe at once: the network changed, or a person asked.</summary>
    public void RetryNow(bool networkOnly)
    {
        lock (_lock)
        {
            foreach (var gate in networkOnly ? [_networkCircuit] : AllCircuits())
            {
                gate.ProbeNow();
            }
        }
    }

    private void AcquireForUrl(SendPermit ticket)
    {
        BeginAttempt(ticket, _accountCircuit);
        BeginAttempt(ticket, CircuitOf(_urlCircuits, ticket.Destination));
        BeginAttempt(ticket, CircuitOf(_putCircuits, ticket.Destination));
    }

    private static void BeginAttempt(SendPermit ticket, CircuitBreaker gate)
    {
        if (gate.BeginAttempt())
        {
            ticket.Probes.Add(gate);
        }
    }

    private void Release(SendPermit ticket)
    {
        if (ticket.IsReleased)
        {
            return;
        }

        ticket.IsReleased = true;
        _ = ticket.IsLarge ? _runningLarge-- : _running--;
        foreach (var gate in ticket.Probes)
        {
            gate.ReleaseProbe();
        }
    }

    private IEnumerable<CircuitBreaker> AllCircuits() => [_networkCircuit, _accountCircuit, .. _urlCircuits.Values, .. _putCircuits.Values];

    private static IEnumerable<string> Blocked(Dictionary<string, CircuitBreaker> gates) => gates.Where(pair => !pair.Value.AllowsAttempt).Select(pair => pair.Key);

    /// <summary>A gate that works is as good as none, and every question looks at all there are: in a season an app sees thousands of albums.</summary>
    private static void RecordSuccess(Dictionary<string, CircuitBreaker> gates, Destination lane)
    {
        if (gates.TryGetValue(lane.Key, out var gate))
        {
            gate.RecordSuccess(); // A probe of it may still be under way.
            gates.Remove(lane.Key);
        }
    }

    private CircuitBreaker CircuitOf(Dictionary<string, CircuitBreaker> gates, Destination lane)
    {
        if (!gates.TryGetValue(lane.Key, out var gate))
        {
            gates.Add(lane.Key, gate = new CircuitBreaker(time));
        }

        return gate;
    }
}
