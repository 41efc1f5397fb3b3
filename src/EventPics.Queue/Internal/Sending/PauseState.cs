namespace EventPics.Queue.Internal.Sending;

/// <summary>Whether the program wants pictures to be sent now. It is there before the queue is open, so nothing said meanwhile is lost.</summary>
internal sealed class PauseState
{
    private int _holds;
    private volatile bool _isPaused;

    public event Action? Changed;

    public bool IsPaused => _isPaused;

    public bool IsHeld => Volatile.Read(ref _holds) > 0;

    public void SetPaused(bool isPaused)
    {
        _isPaused = isPaused;
        Changed?.Invoke();
    }

    public void ChangeHolds(int change)
    {
        Interlocked.Add(ref _holds, change);
        Changed?.Invoke();
    }
}
