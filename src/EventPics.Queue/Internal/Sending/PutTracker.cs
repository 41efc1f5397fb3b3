namespace EventPics.Queue.Internal;

/// <summary>Follows one PUT, the client's own repeats included, and knows what may have reached the storage. Called on any thread, in order.</summary>
internal sealed class PutTracker(SendStep stepBefore, Action<long> bytesMoved, Action allSent) : IProgress<UploadProgress>
{
    private int _attempt;
    private long _sentInAttempt;
    private bool _isComplete;

    /// <summary>Whether anything went out at all.</summary>
    public bool AnySent { get; private set; }

    public long BytesSent => Volatile.Read(ref _sentInAttempt);

    /// <summary>Attempts that were started.</summary>
    public int Attempts => Math.Max(_attempt, 1);

    /// <summary>Whether something may have arrived before the attempt that was answered last.</summary>
    public bool EarlierStarted { get; private set; } = stepBefore >= SendStep.Started;

    /// <summary>Whether every byte may have arrived before the attempt that was answered last.</summary>
    public bool EarlierSent { get; private set; } = stepBefore >= SendStep.Sent;

    public SendStep Step => EarlierSent || _isComplete ? SendStep.Sent : EarlierStarted || AnySent ? SendStep.Started : SendStep.HaveLink;

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
            allSent();
        }

        bytesMoved(moved);
    }
}
