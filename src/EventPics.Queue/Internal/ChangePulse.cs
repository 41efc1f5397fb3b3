namespace EventPics.Queue.Internal;

/// <summary>Wakes everybody who waits for the next change. Take <see cref="Next"/> before looking, so that no change slips between.</summary>
internal sealed class ChangePulse
{
    private TaskCompletionSource<bool> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Next => Volatile.Read(ref _next).Task;

    public void Beat() =>
        Interlocked.Exchange(ref _next, new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult(true);
}
