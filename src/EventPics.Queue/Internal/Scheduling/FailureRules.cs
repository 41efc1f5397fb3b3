using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Internal.Scheduling;

/// <summary>
/// Decides what a failure means for its photo and for others. The client determines the scope of the error; these rules determine what is paused:
/// everything in that scope, or only the photo because others succeed. Not thread-safe.
/// </summary>
internal sealed class FailureRules(CircuitBreakers breakers, AdaptiveConcurrency concurrency, Func<double> jitter)
{
    // This many rejections of one photo, with successes of others in between, are caused by the photo.
    private const int RejectionsAlone = 3;

    // This many rejected photos in a row are caused by their destination.
    private const int RejectedInARow = 3;

    // This many rejections of its bytes or its description fail a photo when there is no other to compare it with.
    private const int RejectionsOfOnlyPhoto = 3;

    // Isolated failures are normal at a venue; a third in a row is an outage.
    private const int FailuresInARow = 3;

    // If more photos than this fail each time, the service is failing.
    private const int MaxAvoided = 16;

    private readonly RejectionTracker _rejections = new();
    private readonly Queue<long> _avoided = new();

    /// <summary>Sequence numbers of the photos that failed as probes since the last success.</summary>
    public IReadOnlyCollection<long> Avoided => _avoided;

    public FailureDecision OnFailed(SendPermit permit, QueueJob job, EventPicsException error, bool isPut, bool sentBefore, bool isUrlOfThisAttempt) => error switch
    {
        { ObjectExists: true } when isPut && sentBefore => new(FailureAction.AlreadyUploaded, null),
        { Scope: EventPicsErrorScope.UploadUrl } when isPut && !isUrlOfThisAttempt => new(FailureAction.NewUrl, Backoff.ForRejectedPhoto(1, jitter())),
        { Scope: EventPicsErrorScope.UploadUrl or EventPicsErrorScope.Upload } => OnRejected(permit, job, error, isPut),
        _ => OnScopeFailure(permit, job, error, isPut),
    };

    public void OnSucceeded(string id, Destination destination)
    {
        _rejections.RecordSuccess(id, destination);
        _avoided.Clear();
    }

    /// <summary>How many failures in a row open the circuit.</summary>
    public static int ThresholdOf(EventPicsException error) => error switch
    {
        { RetryAfter: not null } => 1,
        { Scope: EventPicsErrorScope.Account or EventPicsErrorScope.Destination } => 1,
        { Error: EventPicsError.CaptivePortal or EventPicsError.UntrustedConnection or EventPicsError.RateLimited } => 1,
        _ => FailuresInARow,
    };

    /// <param name="error">Why the circuit is open.</param>
    /// <param name="probes">Probes that failed since it opened.</param>
    /// <param name="jitter">From 0 to 1.</param>
    public static TimeSpan ProbeDelay(EventPicsException error, int probes, double jitter) =>
        error.RetryAfter is { } requested ? Backoff.ForRetryAfter(requested, jitter) : Backoff.ForProbe(error.Error, error.Scope, probes, jitter);

    // The photo or its upload URL was rejected. Only other photos can show whether the photo or the destination is the cause.
    private FailureDecision OnRejected(SendPermit permit, QueueJob job, EventPicsException error, bool isPut)
    {
        var breaker = breakers.Destinations.Get(permit.Destination, isPut);
        var alone = _rejections.RecordRejection(job, isAboutDestination: true);
        var rejections = job.NewUrlRejections + 1;
        var inARow = breaker.RecordRejection(error.Error, job.Id);
        var delay = Backoff.ForRejectedPhoto(rejections, jitter());
        if (inARow.Count >= RejectedInARow || !breaker.IsClosed)
        {
            RecordFailure(breaker, permit, error, threshold: 1);
            Avoid(job.Sequence);
            return new(FailureAction.NewUrl, delay, error.Scope == EventPicsErrorScope.Upload ? inARow : []);
        }

        // A size concerns only the photo, whatever happens to others. If all turn out to be rejected, it is requeued.
        var isItsOwn = error.Error == EventPicsError.PayloadTooLarge || alone > 1 || rejections >= RejectionsOfOnlyPhoto;
        return error.Scope == EventPicsErrorScope.Upload && isItsOwn ? new(FailureAction.Fail, null)
            : alone >= RejectionsAlone ? new(FailureAction.NewUrl, Backoff.ForPhotoRejectedAlone(alone - RejectionsAlone))
            : new(FailureAction.NewUrl, delay);
    }

    // The destination, the account, the service or the connection is the cause, unless only one photo is affected.
    private FailureDecision OnScopeFailure(SendPermit permit, QueueJob job, EventPicsException error, bool isPut)
    {
        var alone = IsRejection(error.Error) ? _rejections.RecordRejection(job, error.Scope == EventPicsErrorScope.Destination) : 0;
        if (alone >= RejectionsAlone)
        {
            Avoid(job.Sequence);
            var delay = Backoff.ForPhotoRejectedAlone(alone - RejectionsAlone);
            return new(FailureAction.Retry, error.RetryAfter is { } requested && requested > delay ? Backoff.ForRetryAfter(requested, jitter()) : delay);
        }

        if (error.Scope is EventPicsErrorScope.Service or EventPicsErrorScope.Connection
            && error.Error is not (EventPicsError.CaptivePortal or EventPicsError.UntrustedConnection))
        {
            concurrency.Failed();
        }

        var isOpen = RecordFailure(breakers.Get(error.Scope, permit.Destination, isPut), permit, error, ThresholdOf(error));
        if (isOpen)
        {
            Avoid(job.Sequence);
        }

        // An open circuit holds all its photos back; this one gets no additional delay.
        return new(FailureAction.Retry, isOpen ? null : Backoff.ForPhoto(job.Failures, jitter(), wasStarted: isPut));
    }

    private bool RecordFailure(CircuitBreaker breaker, SendPermit permit, EventPicsException error, int threshold) =>
        breaker.RecordFailure(error.Error, error.Message, threshold, permit.IsProbeOf(breaker), probes => ProbeDelay(error, probes, jitter()));

    // Whether the service responded, and might have responded differently to another photo.
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
