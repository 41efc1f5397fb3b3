namespace EventPics.Queue.Internal;

/// <summary>Whether the program wants pictures to be sent now. It is there before the queue is open, so nothing said meanwhile is lost.</summary>
internal sealed class SendSwitch
{
    private int _holds;
    private volatile bool _isPaused;

    public event Action? Changed;

    public bool IsPaused => _isPaused;

    public bool IsHeld => Volatile.Read(ref _holds) > 0;

    public void Pause(bool isPaused)
    {
        _isPaused = isPaused;
        Changed?.Invoke();
    }

    public void Hold(int change)
    {
        Interlocked.Add(ref _holds, change);
        Changed?.Invoke();
    }
}
