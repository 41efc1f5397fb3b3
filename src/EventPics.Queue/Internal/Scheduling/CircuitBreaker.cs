namespace EventPics.Queue.Internal.Scheduling;

/// <summary>
/// Stops the attempts of a scope after failures. While the circuit is open, one attempt at a time passes as a probe when its delay is over;
/// a success closes the circuit. Not thread-safe.
/// </summary>
internal sealed class CircuitBreaker(TimeProvider time)
{
    // More rejected photos are not tracked.
    private const int MaxTrackedRejections = 100;

    private readonly List<string> _rejected = [];
    private EventPicsError? _rejectionError;
    private long _openedAt;
    private TimeSpan _probeDelay;
    private bool _isProbing;

    /// <summary>Whether all attempts pass.</summary>
    public bool IsClosed { get; private set; } = true;

    public EventPicsError Error { get; private set; }

    public string? Reason { get; private set; }

    /// <summary>Probes that failed since the circuit opened.</summary>
    public int FailedProbes { get; private set; }

    /// <summary>Consecutive failures that have not opened the circuit yet.</summary>
    public int Failures { get; private set; }

    /// <summary>How long until the next probe; null while the circuit is closed.</summary>
    public TimeSpan? TimeUntilProbe => IsClosed ? null : NotNegative(_probeDelay - time.GetElapsedTime(_openedAt));

    public bool AllowsAttempt => IsClosed || (!_isProbing && TimeUntilProbe == TimeSpan.Zero);

    /// <summary>Begins an attempt. Returns whether it is a probe: an attempt that was allowed before the circuit opened is not.</summary>
    public bool BeginAttempt()
    {
        var isProbe = !IsClosed && AllowsAttempt;
        _isProbing |= isProbe;
        return isProbe;
    }

    /// <summary>The probe ended without showing whether the scope works again.</summary>
    public void ReleaseProbe() => _isProbing = false;

    public void RecordSuccess()
    {
        Failures = 0;
        _rejected.Clear();
        Close();
    }

    /// <summary>Counts a rejected photo. Returns all that were rejected for the same reason since the last success.</summary>
    public IReadOnlyCollection<string> RecordRejection(EventPicsError error, string id)
    {
        if (error != _rejectionError)
        {
            _rejectionError = error;
            _rejected.Clear();
        }

        if (_rejected.Count < MaxTrackedRejections && !_rejected.Contains(id))
        {
            _rejected.Add(id);
        }

        return [.. _rejected];
    }

    /// <summary>Counts a failure. Returns whether the circuit is open afterwards.</summary>
    public bool RecordFailure(EventPicsError error, string reason, int threshold, bool wasProbe, Func<int, TimeSpan> probeDelay)
    {
        if (IsClosed)
        {
            if (++Failures < threshold)
            {
                return false;
            }
        }
        else if (!wasProbe)
        {
            return true; // Attempts that were in progress when the circuit opened add no information.
        }
        else
        {
            FailedProbes++;
        }

        (IsClosed, _isProbing, Error, Reason) = (false, false, error, reason);
        (_openedAt, _probeDelay) = (time.GetTimestamp(), probeDelay(FailedProbes));
        return true;
    }

    /// <summary>Allows the next probe immediately.</summary>
    public void ProbeNow() => _probeDelay = TimeSpan.Zero;

    private void Close() => (IsClosed, _isProbing, FailedProbes, Reason) = (true, false, 0, null);

    private static TimeSpan NotNegative(TimeSpan span) => span < TimeSpan.Zero ? TimeSpan.Zero : span;
}
