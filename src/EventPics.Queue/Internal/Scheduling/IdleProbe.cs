namespace EventPics.Queue.Internal.Scheduling;

/// <summary>Schedules probes of the service while nothing is sent, so that the status is true. Not thread-safe.</summary>
internal sealed class IdleProbe(CircuitBreakers breakers, TimeProvider time, Func<double> jitter)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    // A single lost request must not delay the next photo.
    private const int FailuresInARow = 2;

    private long _probedAt = time.GetTimestamp();
    private TimeSpan _delay = FirstDelay;
    private bool _isProbing;

    /// <summary>When the service or its storage was last reached, by the system clock.</summary>
    public DateTimeOffset? LastContact { get; private set; }

    /// <summary>Gets how long until the next probe; null while something else shows whether the service is available.</summary>
    public TimeSpan? TimeUntilNext(bool isSending)
    {
        var left = _delay - time.GetElapsedTime(_probedAt);
        return isSending || _isProbing || !breakers.Network.IsClosed || !breakers.Account.IsClosed ? null : left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>
    /// Starts a probe when its response is needed, when it is due, or when an open circuit allows one and there is no photo to send. Otherwise returns null.
    /// </summary>
    public SendPermit? TryStart(bool isSending, bool isNeeded)
    {
        var isClosed = breakers.Network.IsClosed && breakers.Account.IsClosed;
        var isDue = !isSending && !(isClosed && time.GetElapsedTime(_probedAt) < _delay);
        if (_isProbing || !breakers.Network.AllowsAttempt || !breakers.Account.AllowsAttempt || !(isDue || isNeeded))
        {
            return null;
        }

        var permit = new SendPermit(default, isLarge: false) { IsReleased = true };
        _isProbing = true;
        permit.BeginAttempt(breakers.Network);
        permit.BeginAttempt(breakers.Account);
        return permit;
    }

    public void OnSucceeded(SendPermit permit)
    {
        breakers.Network.RecordSuccess();
        breakers.Account.RecordSuccess();
        OnContact();
        End(permit, _delay);
    }

    public void OnFailed(SendPermit permit, EventPicsException error)
    {
        if (error.Scope is EventPicsErrorScope.Account or EventPicsErrorScope.Service or EventPicsErrorScope.Connection)
        {
            var breaker = breakers.Get(error.Scope, permit.Destination, isPut: false);
            var threshold = FailureRules.ThresholdOf(error) > 1 ? FailuresInARow : 1;
            breaker.RecordFailure(error.Error, error.Message, threshold, permit.IsProbeOf(breaker), probes => FailureRules.ProbeDelay(error, probes, jitter()));
        }

        End(permit, RetryDelay);
    }

    /// <summary>The probe ended without a result.</summary>
    public void OnAbandoned(SendPermit permit) => End(permit, NextInterval());

    /// <summary>The service or its storage was reached.</summary>
    public void OnContact() => (LastContact, _probedAt, _delay) = (time.GetUtcNow(), time.GetTimestamp(), NextInterval());

    private void End(SendPermit permit, TimeSpan next)
    {
        (_isProbing, _probedAt, _delay) = (false, time.GetTimestamp(), next);
        permit.ReleaseProbes();
    }

    // From 30 to 60 s, so that many computers don't probe in step.
    private TimeSpan NextInterval() => MinInterval + TimeSpan.FromTicks((long)(MinInterval.Ticks * jitter()));
}
