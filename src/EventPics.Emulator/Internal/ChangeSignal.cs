namespace EventPics.Emulator.Internal;

/// <summary>Wakes all waiters at a change; free of cost while there are none.</summary>
internal sealed class ChangeSignal
{
    private readonly object _lock = new();
    private TaskCompletionSource? _next;

    /// <summary>Completes at the next change. Read it before the state, so that no change is missed.</summary>
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
            var next = Next;
            if (condition())
            {
                return;
            }

            await next.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
