namespace EventPics.Queue.Internal.Sending;

/// <summary>
/// Whether the program wants photos to be sent now. Exists before the queue opens, so that an early pause or hold is not lost.
/// </summary>
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

    /// <summary>Adds a hold, which ends when the result is disposed.</summary>
    public IDisposable Hold()
    {
        ChangeHolds(+1);
        return new HoldRelease(this);
    }

    private void ChangeHolds(int change)
    {
        Interlocked.Add(ref _holds, change);
        Changed?.Invoke();
    }

    private sealed class HoldRelease(PauseState state) : IDisposable
    {
        private PauseState? _state = state;

        public void Dispose() => Interlocked.Exchange(ref _state, null)?.ChangeHolds(-1);
    }
}
