namespace EventPics.Cli.Sending;

/// <summary>Wakes a task that otherwise polls. Thread-safe; may be set after it is disposed.</summary>
internal sealed class WakeUpSignal(TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _semaphore = new(0, 1);

    public void Set()
    {
        try
        {
            _semaphore.Release();
        }
        catch (Exception e) when (e is SemaphoreFullException or ObjectDisposedException)
        {
            // The task is awake already, or has ended.
        }
    }

    /// <summary>Waits for the next signal, but no longer than the interval.</summary>
    public async Task WaitAsync(TimeSpan interval, CancellationToken cancellationToken)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var timer = time.CreateTimer(_ => wait.Cancel(), null, interval, Timeout.InfiniteTimeSpan).ConfigureAwait(false);
        try
        {
            await _semaphore.WaitAsync(wait.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The interval is over.
        }
    }

    public void Dispose() => _semaphore.Dispose();
}
