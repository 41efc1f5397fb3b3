namespace EventPics.HotFolder.Internal.Loop;

/// <summary>A caller that waits for a scan, or until the files it found are processed.</summary>
internal sealed class ScanRequest
{
    private readonly TaskCompletionSource<bool> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly bool _untilSettled;
    private readonly CancellationTokenRegistration _registration;
    private Stack<string>? _pending;

    public ScanRequest(bool untilSettled, CancellationToken cancellationToken)
    {
        _untilSettled = untilSettled;
        _registration = cancellationToken.Register(() => _done.TrySetCanceled(cancellationToken));
    }

    public Task Task => _done.Task;

    /// <summary>Records the first scan after the request.</summary>
    public void OnScanned(IEnumerable<string> pending) => _pending ??= new Stack<string>(_untilSettled ? pending : []);

    public bool TryComplete(Func<string, bool> isPending)
    {
        if (_done.Task.IsCompleted)
        {
            return true;
        }

        while (_pending?.Count > 0 && !isPending(_pending.Peek()))
        {
            _pending.Pop();
        }

        if (_pending?.Count != 0)
        {
            return false;
        }

        _registration.Dispose();
        return _done.TrySetResult(true);
    }

    public void Fail(Exception reason)
    {
        _registration.Dispose();
        _done.TrySetException(reason);
    }

    public void Cancel()
    {
        _registration.Dispose();
        _done.TrySetCanceled();
    }
}
