namespace EventPics.Queue.Internal.Scheduling;

/// <summary>A scope that is open, or closed until its next probe. One probe at a time may pass a closed gate. Not thread-safe.</summary>
internal sealed class CircuitBreaker(TimeProvider time)
{
    /// <summary>More need not be known by name.</summary>
    private const int MaxTrackedRejections = 100;

    private readonly List<string> _rejected = [];
    private EventPicsError? _rejectionError;
    private long _openedAt;
    private TimeSpan _probeDelay;
    private bool _isProbing;

    public bool IsClosed { get; private set; } = true;

    public EventPicsError Error { get; private set; }

    public string? Reason { get; private set; }

    /// <summary>Probes that failed since it closed.</summary>
    public int FailedProbes { get; private set; }

    /// <summary>Failures in a row that have not closed it yet.</summary>
    public int Failures { get; private set; }

    /// <summary>How long until the next probe; null when open.</summary>
    public TimeSpan? TimeUntilProbe => IsClosed ? null : Positive(_probeDelay - time.GetElapsedTime(_openedAt));

    public bool AllowsAttempt => IsClosed || (!_isProbing && TimeUntilProbe == TimeSpan.Zero);

    /// <summary>Lets one attempt in. True when it is the probe.</summary>
    public bool BeginAttempt()
    {
        _isProbing |= !IsClosed;
        return !IsClosed;
    }

    /// <summary>The probe ended without an answer to whether the scope works again.</summary>
    public void ReleaseProbe() => _isProbing = false;

    public void RecordSuccess()
    {
        Failures = 0;
        _rejected.Clear();
        Close();
    }

    /// <summary>Counts a photo that was refused. Returns those that were refused for the same reason since the last success.</summary>
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

    /// <summary>Counts a failure. True when it closes the gate, or keeps it closed.</summary>
    public bool RecordFailure(EventPicsError error, string reason, int threshold, bool wasProbe, Func<int, TimeSpan> wait)
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
            return true; // Attempts that were under way when it closed tell nothing new.
        }
        else
        {
            FailedProbes++;
        }

        (IsClosed, _isProbing, Error, Reason) = (false, false, error, reason);
        (_openedAt, _probeDelay) = (time.GetTimestamp(), wait(FailedProbes));
        return true;
    }

    /// <summary>Lets the next probe go at once.</summary>
    public void ProbeNow() => _probeDelay = TimeSpan.Zero;

    private void Close()
    {
        (IsClosed, _isProbing, FailedProbes, Reason) = (true, false, 0, null);
    }

    private static TimeSpan Positive(TimeSpan span) => span < TimeSpan.Zero ? TimeSpan.Zero : span;
}
