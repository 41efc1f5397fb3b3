namespace EventPics.Queue.Internal.Scheduling;

/// <content>Looks at the service while nothing is sent, so that what the status says is true.</content>
internal sealed partial class SendScheduler
{
    private static readonly TimeSpan FirstIdleProbeDelay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MinIdleProbeInterval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan IdleProbeRetryDelay = TimeSpan.FromSeconds(5);

    /// <summary>A single lost request must not delay the next photo.</summary>
    private const int IdleProbeFailuresInARow = 2;

    private long _idleProbedAt = time.GetTimestamp();
    private TimeSpan _idleProbeDelay = FirstIdleProbeDelay;
    private bool _isIdleProbing;

    /// <summary>When the service or its storage was last reached, by the clock on the wall.</summary>
    public DateTimeOffset? LastContact { get; private set; }

    /// <summary>How long until the service should be looked at; null while something else shows whether it is there.</summary>
    public TimeSpan? UntilNextIdleProbe()
    {
        lock (_lock)
        {
            var left = _idleProbeDelay - time.GetElapsedTime(_idleProbedAt);
            return IsBusy || !_networkCircuit.IsClosed || !_accountCircuit.IsClosed ? null : left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Begins a look when it is time, or when a pause is over and no photo is there to find out. Null when it is not.</summary>
    public SendPermit? TryStartIdleProbe()
    {
        lock (_lock)
        {
            var isOpen = _networkCircuit.IsClosed && _accountCircuit.IsClosed;
            if (IsBusy || !_networkCircuit.AllowsAttempt || !_accountCircuit.AllowsAttempt || (isOpen && time.GetElapsedTime(_idleProbedAt) < _idleProbeDelay))
            {
                return null;
            }

            SendPermit ticket = new(default, isLarge: false) { IsReleased = true };
            _isIdleProbing = true;
            BeginAttempt(ticket, _networkCircuit);
            BeginAttempt(ticket, _accountCircuit);
            return ticket;
        }
    }

    public void OnIdleProbeSucceeded(SendPermit ticket)
    {
        lock (_lock)
        {
            _networkCircuit.RecordSuccess();
            _accountCircuit.RecordSuccess();
            OnContact();
            EndIdleProbe(ticket, _idleProbeDelay);
        }
    }

    public void OnIdleProbeFailed(SendPermit ticket, EventPicsException cause)
    {
        lock (_lock)
        {
            if (cause.Scope is EventPicsErrorScope.Account or EventPicsErrorScope.Service or EventPicsErrorScope.Connection)
            {
                var gate = cause.Scope == EventPicsErrorScope.Account ? _accountCircuit : _networkCircuit;
                var threshold = ThresholdOf(cause) > 1 ? IdleProbeFailuresInARow : 1;
                gate.RecordFailure(cause.Error, cause.Message, threshold, ticket.Probes.Contains(gate), probes => ProbeDelay(cause, probes));
            }

            EndIdleProbe(ticket, IdleProbeRetryDelay);
        }
    }

    /// <summary>It told nothing.</summary>
    public void OnIdleProbeAbandoned(SendPermit ticket)
    {
        lock (_lock)
        {
            EndIdleProbe(ticket, NextIdleProbeInterval());
        }
    }

    private bool IsBusy => _isIdleProbing || _running + _runningLarge > 0;

    private void EndIdleProbe(SendPermit ticket, TimeSpan next)
    {
        (_isIdleProbing, _idleProbedAt, _idleProbeDelay) = (false, time.GetTimestamp(), next);
        foreach (var gate in ticket.Probes)
        {
            gate.ReleaseProbe();
        }
    }

    private void OnContact() => (LastContact, _idleProbedAt, _idleProbeDelay) = (time.GetUtcNow(), time.GetTimestamp(), NextIdleProbeInterval());

    /// <summary>From 30 to 60 seconds, so that many booths don't ask in step.</summary>
    private TimeSpan NextIdleProbeInterval() => MinIdleProbeInterval + TimeSpan.FromTicks((long)(MinIdleProbeInterval.Ticks * jitter()));
}
