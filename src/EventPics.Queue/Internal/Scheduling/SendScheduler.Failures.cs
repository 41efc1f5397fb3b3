using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Internal.Scheduling;

/// <content>
/// What a failure does to the scopes and to its photo. What it is about was decided by the client; here it is decided who pays for it: everyone
/// of that scope, or the photo alone because others get through.
/// </content>
internal sealed partial class SendScheduler
{
    /// <summary>So many refusals of one photo, with others passing in between, are its own fault.</summary>
    private const int RejectionsAlone = 3;

    /// <summary>So many photos refused in a row are their destination's fault.</summary>
    private const int RejectedInARow = 3;

    /// <summary>So many refusals of its bytes or its description, and no other photo to compare it with.</summary>
    private const int RejectionsOfOnlyPhoto = 3;

    /// <summary>Isolated failures are the rule at a venue; a third one in a row is an outage.</summary>
    private const int FailuresInARow = 3;

    /// <summary>Takes a failure into account. Returns what becomes of the photo and how long it waits.</summary>
    /// <param name="ticket">The attempt's.</param>
    /// <param name="job">The photo, which counts this failure already.</param>
    /// <param name="cause">What the client says.</param>
    /// <param name="isPut">Whether the bytes were being sent, and not the upload URL requested.</param>
    /// <param name="sentBefore">Whether every byte was sent to the same URL before.</param>
    /// <param name="isUrlOfThisAttempt">Whether the URL was issued for this attempt; one from an earlier attempt may have expired.</param>
    public FailureDecision OnFailed(SendPermit ticket, QueueJob job, EventPicsException cause, bool isPut, bool sentBefore = false, bool isUrlOfThisAttempt = false)
    {
        lock (_lock)
        {
            try
            {
                return cause switch
                {
                    { ObjectExists: true } when isPut && sentBefore => new(FailureAction.AlreadyUploaded, null),
                    { Scope: EventPicsErrorScope.UploadUrl } when isPut && !isUrlOfThisAttempt => new(FailureAction.NewUrl, Backoff.ForRejectedPhoto(1, jitter())),
                    { Scope: EventPicsErrorScope.UploadUrl or EventPicsErrorScope.Upload } => OnRejected(ticket, job, cause, isPut),
                    _ => OnScopeFailure(ticket, job, cause, isPut),
                };
            }
            finally
            {
                Release(ticket);
            }
        }
    }

    /// <summary>The photo or its upload URL was refused. Only others can show whether that is the photo's or the destination's fault.</summary>
    private FailureDecision OnRejected(SendPermit ticket, QueueJob job, EventPicsException cause, bool isPut)
    {
        var gate = CircuitOf(isPut ? _putCircuits : _urlCircuits, ticket.Destination);
        var alone = _rejections.RecordRejection(job, isAboutDestination: true);
        var refusals = job.NewUrlRejections + 1;
        var inARow = gate.RecordRejection(cause.Error, job.Id);
        var delay = Backoff.ForRejectedPhoto(refusals, jitter());
        if (inARow.Count >= RejectedInARow || !gate.IsClosed)
        {
            gate.RecordFailure(cause.Error, cause.Message, threshold: 1, ticket.Probes.Contains(gate), probes => ProbeDelay(cause, probes));
            Avoid(job.Sequence);
            return new(FailureAction.NewUrl, delay, cause.Scope == EventPicsErrorScope.Upload ? inARow : []);
        }

        // A size is the photo's own, whoever else is refused; should it turn out that all are, it waits again.
        var isItsOwn = cause.Error == EventPicsError.PayloadTooLarge || alone > 1 || refusals >= RejectionsOfOnlyPhoto;
        return cause.Scope == EventPicsErrorScope.Upload && isItsOwn ? new(FailureAction.Fail, null)
            : alone >= RejectionsAlone ? new(FailureAction.NewUrl, Backoff.ForPhotoRejectedAlone(alone - RejectionsAlone))
            : new(FailureAction.NewUrl, delay);
    }

    /// <summary>The destination, the account, the service or the connection is at fault, unless it is so for one photo only.</summary>
    private FailureDecision OnScopeFailure(SendPermit ticket, QueueJob job, EventPicsException cause, bool isPut)
    {
        var alone = IsRejection(cause.Error) ? _rejections.RecordRejection(job, cause.Scope == EventPicsErrorScope.Destination) : 0;
        if (alone >= RejectionsAlone)
        {
            Avoid(job.Sequence);
            var wait = Backoff.ForPhotoRejectedAlone(alone - RejectionsAlone);
            return new(FailureAction.Retry, cause.RetryAfter is { } asked && asked > wait ? Backoff.ForRetryAfter(asked, jitter()) : wait);
        }

        if (cause.Scope is EventPicsErrorScope.Service or EventPicsErrorScope.Connection
            && cause.Error is not (EventPicsError.CaptivePortal or EventPicsError.UntrustedConnection))
        {
            _concurrency.Failed();
        }

        var gate = cause.Scope switch
        {
            EventPicsErrorScope.Account => _accountCircuit,
            EventPicsErrorScope.Destination => CircuitOf(isPut ? _putCircuits : _urlCircuits, ticket.Destination),
            _ => _networkCircuit,
        };
        var isClosed = gate.RecordFailure(cause.Error, cause.Message, ThresholdOf(cause), ticket.Probes.Contains(gate), probes => ProbeDelay(cause, probes));
        if (isClosed)
        {
            Avoid(job.Sequence);
        }

        // A pause holds all its photos; none pays more for it.
        return new(FailureAction.Retry, isClosed ? null : Backoff.ForPhoto(job.Failures, jitter(), wasStarted: isPut));
    }

    private TimeSpan ProbeDelay(EventPicsException cause, int probes) =>
        cause.RetryAfter is { } asked ? Backoff.ForRetryAfter(asked, jitter()) : Backoff.ForProbe(cause.Error, cause.Scope, probes, jitter());

    /// <summary>How many failures in a row are no accident.</summary>
    private static int ThresholdOf(EventPicsException cause) => cause switch
    {
        { RetryAfter: not null } => 1,
        { Scope: EventPicsErrorScope.Account or EventPicsErrorScope.Destination } => 1,
        { Error: EventPicsError.CaptivePortal or EventPicsError.UntrustedConnection or EventPicsError.RateLimited } => 1,
        _ => FailuresInARow,
    };

    /// <summary>Somebody answered, and could have answered otherwise for another photo.</summary>
    private static bool IsRejection(EventPicsError error) =>
        error is not (EventPicsError.Network or EventPicsError.Timeout or EventPicsError.Stalled or EventPicsError.UntrustedConnection);

    private void Avoid(long sequence)
    {
        if (_avoided.Contains(sequence))
        {
            return;
        }

        if (_avoided.Count == MaxAvoided)
        {
            _avoided.Dequeue();
        }

        _avoided.Enqueue(sequence);
    }
}
