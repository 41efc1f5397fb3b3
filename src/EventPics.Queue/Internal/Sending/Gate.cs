namespace EventPics.Queue.Internal;

/// <summary>A scope that is open, or closed until its next probe. One probe at a time may pass a closed gate. Not thread-safe.</summary>
internal sealed class Gate(TimeProvider time)
{
    /// <summary>More need not be known by name.</summary>
    private const int MostRefused = 100;

    private readonly List<string> _refused = [];
    private EventPicsError? _refusal;
    private long _closedAt;
    private TimeSpan _wait;
    private bool _isProbing;

    public bool IsOpen { get; private set; } = true;

    public EventPicsError Error { get; private set; }

    public string? Reason { get; private set; }

    /// <summary>Probes that failed since it closed.</summary>
    public int Probes { get; private set; }

    /// <summary>Failures in a row that have not closed it yet.</summary>
    public int Failures { get; private set; }

    /// <summary>How long until the next probe; null when open.</summary>
    public TimeSpan? Remaining => IsOpen ? null : Positive(_wait - time.GetElapsedTime(_closedAt));

    public bool MayEnter => IsOpen || (!_isProbing && Remaining == TimeSpan.Zero);

    /// <summary>Lets one attempt in. True when it is the probe.</summary>
    public bool Enter()
    {
        _isProbing |= !IsOpen;
        return !IsOpen;
    }

    /// <summary>The probe ended without an answer to whether the scope works again.</summary>
    public void LeaveProbe() => _isProbing = false;

    public void Succeed()
    {
        Failures = 0;
        _refused.Clear();
        Open();
    }

    /// <summary>Counts a photo that was refused. Returns those that were refused for the same reason since the last success.</summary>
    public IReadOnlyCollection<string> Refuse(EventPicsError error, string id)
    {
        if (error != _refusal)
        {
            _refusal = error;
            _refused.Clear();
        }

        if (_refused.Count < MostRefused && !_refused.Contains(id))
        {
            _refused.Add(id);
        }

        return [.. _refused];
    }

    /// <summary>Counts a failure. True when it closes the gate, or keeps it closed.</summary>
    public bool Fail(EventPicsError error, string reason, int threshold, bool wasProbe, Func<int, TimeSpan> wait)
    {
        if (IsOpen)
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
            Probes++;
        }

        (IsOpen, _isProbing, Error, Reason) = (false, false, error, reason);
        (_closedAt, _wait) = (time.GetTimestamp(), wait(Probes));
        return true;
    }

    /// <summary>Lets the next probe go at once.</summary>
    public void Hurry() => _wait = TimeSpan.Zero;

    private void Open()
    {
        (IsOpen, _isProbing, Probes, Reason) = (true, false, 0, null);
    }

    private static TimeSpan Positive(TimeSpan span) => span < TimeSpan.Zero ? TimeSpan.Zero : span;
}
