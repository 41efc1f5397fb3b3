using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Internal.Sending;

/// <summary>
/// Tracks a PUT, including the client's own retries, and what may have reached the storage. Called on any thread, in order.
/// </summary>
internal sealed class PutProgressTracker(UploadPhase phaseBefore, Action<long> bytesMoved, Action bodySent) : IProgress<UploadProgress>
{
    private int _attempt;
    private long _sentInAttempt;
    private bool _isComplete;

    /// <summary>Whether any byte was sent.</summary>
    public bool AnySent { get; private set; }

    public long BytesSent => Volatile.Read(ref _sentInAttempt);

    /// <summary>The number of attempts that were started.</summary>
    public int Attempts => Math.Max(_attempt, 1);

    /// <summary>Whether something may have arrived before the attempt with the last response.</summary>
    public bool EarlierStarted { get; private set; } = phaseBefore >= UploadPhase.BytesSent;

    /// <summary>Whether every byte may have arrived before the attempt with the last response.</summary>
    public bool EarlierSent { get; private set; } = phaseBefore >= UploadPhase.BodySent;

    public UploadPhase Phase =>
        EarlierSent || _isComplete ? UploadPhase.BodySent : EarlierStarted || AnySent ? UploadPhase.BytesSent : UploadPhase.HasUrl;

    public void Report(UploadProgress value)
    {
        if (value.Attempt != _attempt)
        {
            EarlierStarted |= _sentInAttempt > 0;
            EarlierSent |= _isComplete;
            (_attempt, _isComplete) = (value.Attempt, false);
            Volatile.Write(ref _sentInAttempt, 0);
        }

        var moved = value.BytesSent - _sentInAttempt;
        if (moved <= 0)
        {
            return;
        }

        AnySent = true;
        Volatile.Write(ref _sentInAttempt, value.BytesSent);
        if (value.BytesSent >= value.TotalBytes && !_isComplete)
        {
            _isComplete = true;
            bodySent();
        }

        bytesMoved(moved);
    }
}
