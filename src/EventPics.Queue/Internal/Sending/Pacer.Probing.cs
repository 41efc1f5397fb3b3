namespace EventPics.Queue.Internal;

/// <content>Looks at the service while nothing is sent, so that what the status says is true.</content>
internal sealed partial class Pacer
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LeastPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    /// <summary>A single lost request must not delay the next photo.</summary>
    private const int LooksInARow = 2;

    private long _lookedAt = time.GetTimestamp();
    private TimeSpan _lookIn = FirstLook;
    private bool _isLooking;

    /// <summary>When the service or its storage was last reached, by the clock on the wall.</summary>
    public DateTimeOffset? LastContact { get; private set; }

    /// <summary>How long until the service should be looked at; null while something else shows whether it is there.</summary>
    public TimeSpan? UntilNextLook()
    {
        lock (_lock)
        {
            var left = _lookIn - time.GetElapsedTime(_lookedAt);
            return IsBusy || !_network.IsOpen || !_account.IsOpen ? null : left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Begins a look when it is time, or when a pause is over and no photo is there to find out. Null when it is not.</summary>
    public AttemptTicket? TryStartLook()
    {
        lock (_lock)
        {
            var isOpen = _network.IsOpen && _account.IsOpen;
            if (IsBusy || !_network.MayEnter || !_account.MayEnter || (isOpen && time.GetElapsedTime(_lookedAt) < _lookIn))
            {
                return null;
            }

            AttemptTicket ticket = new(default, isLarge: false) { HasLeft = true };
            _isLooking = true;
            Enter(ticket, _network);
            Enter(ticket, _account);
            return ticket;
        }
    }

    public void LookSucceeded(AttemptTicket ticket)
    {
        lock (_lock)
        {
            _network.Succeed();
            _account.Succeed();
            Contacted();
            EndLook(ticket, _lookIn);
        }
    }

    public void LookFailed(AttemptTicket ticket, EventPicsException cause)
    {
        lock (_lock)
        {
            if (cause.Scope is EventPicsErrorScope.Account or EventPicsErrorScope.Service or EventPicsErrorScope.Connection)
            {
                var gate = cause.Scope == EventPicsErrorScope.Account ? _account : _network;
                var threshold = ThresholdOf(cause) > 1 ? LooksInARow : 1;
                gate.Fail(cause.Error, cause.Message, threshold, ticket.Probes.Contains(gate), probes => Wait(cause, probes));
            }

            EndLook(ticket, LookAgain);
        }
    }

    /// <summary>It told nothing.</summary>
    public void LookAbandoned(AttemptTicket ticket)
    {
        lock (_lock)
        {
            EndLook(ticket, Pause());
        }
    }

    private bool IsBusy => _isLooking || _running + _runningLarge > 0;

    private void EndLook(AttemptTicket ticket, TimeSpan next)
    {
        (_isLooking, _lookedAt, _lookIn) = (false, time.GetTimestamp(), next);
        foreach (var gate in ticket.Probes)
        {
            gate.LeaveProbe();
        }
    }

    private void Contacted() => (LastContact, _lookedAt, _lookIn) = (time.GetUtcNow(), time.GetTimestamp(), Pause());

    /// <summary>From 30 to 60 seconds, so that many booths don't ask in step.</summary>
    private TimeSpan Pause() => LeastPause + TimeSpan.FromTicks((long)(LeastPause.Ticks * jitter()));
}
