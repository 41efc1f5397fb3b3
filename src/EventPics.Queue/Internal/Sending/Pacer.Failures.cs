namespace EventPics.Queue.Internal;

/// <content>What a failure does to the scopes and to its picture.</content>
internal sealed partial class Pacer
{
    /// <summary>Takes a failure into account, which <paramref name="job"/> counts already. Returns what becomes of the picture and how long it waits.</summary>
    public (FailureAction Action, TimeSpan? Delay) Failed(AttemptTicket ticket, UploadJob job, FailureVerdict verdict, EventPicsException cause, bool isFreshLink, bool isPut)
    {
        lock (_lock)
        {
            try
            {
                if (verdict.Scope == FailureScope.Network && cause.Error is not (EventPicsError.CaptivePortal or EventPicsError.UntrustedConnection))
                {
                    _limit.Failed();
                }

                return verdict.Action switch
                {
                    FailureAction.SetAside or FailureAction.AlreadyThere => (verdict.Action, null),
                    FailureAction.FreshLink when verdict.Scope == FailureScope.Event => Refused(ticket, job, verdict, cause, isFreshLink),
                    _ => Unlucky(ticket, job, verdict, cause, isPut),
                };
            }
            finally
            {
                Leave(ticket);
            }
        }
    }

    private (FailureAction Action, TimeSpan? Delay) Unlucky(AttemptTicket ticket, UploadJob job, FailureVerdict verdict, EventPicsException cause, bool isPut)
    {
        var gate = verdict.Scope switch
        {
            FailureScope.Account => _account,
            FailureScope.Event => GateOf(isPut ? _puts : _links, ticket.Lane),
            _ => _network,
        };

        var isClosed = gate.Fail(cause.Error, cause.Message, cause.RetryAfter is null ? verdict.Threshold : 1, ticket.Probes.Contains(gate), probes =>
            cause.RetryAfter is { } asked ? Backoff.ForRetryAfter(asked, jitter()) : Backoff.ForProbe(cause.Error, probes, jitter()));

        if (isClosed)
        {
            Avoid(job.Sequence);
        }

        // A closed gate waits for all its pictures; none pays for it.
        return (verdict.Action, isClosed ? null : Backoff.ForPhoto(job.Failures, jitter(), wasStarted: isPut));
    }

    private void Avoid(long sequence)
    {
        if (_avoided.Contains(sequence))
        {
            return;
        }

        if (_avoided.Count == MostAvoided)
        {
            _avoided.Dequeue();
        }

        _avoided.Enqueue(sequence);
    }

    private (FailureAction Action, TimeSpan? Delay) Refused(AttemptTicket ticket, UploadJob job, FailureVerdict verdict, EventPicsException cause, bool isFreshLink)
    {
        if (!isFreshLink)
        {
            return (FailureAction.FreshLink, null); // An old link has the right to be dead.
        }

        var gate = GateOf(_puts, ticket.Lane);
        if (!_successesAtRefusal.TryGetValue(job.Id, out var successes))
        {
            _successesAtRefusal.Add(job.Id, successes = gate.Successes);
        }

        if (job.FreshRejects + 1 >= MostRefusals && gate.Successes > successes)
        {
            _successesAtRefusal.Remove(job.Id);
            return (FailureAction.SetAside, null); // Others got through meanwhile, so it is this one.
        }

        gate.Fail(cause.Error, cause.Message, verdict.Threshold, ticket.Probes.Contains(gate), probes => Backoff.ForProbe(cause.Error, probes, jitter()));
        return (FailureAction.FreshLink, Backoff.ForRefusedPhoto(job.FreshRejects + 1, jitter()));
    }
}
