using EventPics.Queue.Internal.Jobs;
using EventPics.Queue.Internal.Scheduling;

namespace EventPics.Queue.Internal.Sending;

/// <summary>How far an attempt has come.</summary>
internal sealed class AttemptState(QueueJob job, SendPermit permit)
{
    private volatile bool _hasResult;

    public SendPermit Permit { get; } = permit;

    public QueueJob Job { get; set; } = job;

    /// <summary>Null until the PUT begins.</summary>
    public PutProgressTracker? Tracker { get; set; }

    /// <summary>Whether the upload URL was issued for this attempt; an earlier one may have expired.</summary>
    public bool HasNewUrl { get; set; }

    /// <summary>The client's error that ended this attempt. That of the job may be from an earlier one.</summary>
    public EventPicsError? Error { get; set; }

    /// <summary>What became of the job; null until that is saved, or when the claim was lost.</summary>
    public QueueJob? Result { get; set; }

    /// <summary>Whether the result is being saved, so that a lost claim no longer matters.</summary>
    public bool HasResult
    {
        get => _hasResult;
        set => _hasResult = value;
    }

    /// <summary>Whether something may have reached the URL before it was rejected, so that the photo may appear twice when it is sent to another.</summary>
    public bool MayHaveArrived => Tracker?.EarlierStarted ?? Job.Phase >= UploadPhase.BytesSent;

    /// <summary>
    /// Gets how far the photo may have come. A call that timed out or was cancelled may still be sending while its exception is thrown, so only a
    /// response, or a connection that was never established, proves that nothing arrived.
    /// </summary>
    /// <param name="error">Why the attempt ended; null for a reason on this computer.</param>
    public UploadPhase PhaseAfter(EventPicsError? error) =>
        Tracker is null ? Job.Phase
        : Tracker.Phase < UploadPhase.BytesSent && error is (null or EventPicsError.Timeout or EventPicsError.Stalled) ? UploadPhase.BytesSent
        : Tracker.Phase;
}
