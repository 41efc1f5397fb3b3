namespace EventPics.Emulator.Internal;

/// <summary>Wakes whoever waits for something to become true; costs nothing while nobody does.</summary>
internal sealed class ChangeSignal
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _next;

    /// <summary>Completes at the next change; take it before looking, so that no change slips through.</summary>
    public Task Next
    {
        get
        {
            lock (_lock)
            {
                return (_next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }
        }
    }

    public void Set()
    {
        TaskCompletionSource? waiting;
        lock (_lock)
        {
            waiting = _next;
            _next = null;
        }

        waiting?.SetResult();
    }

    public async Task WaitUntilAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task next = Next;
            if (condition())
            {
                return;
            }

            await next.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
