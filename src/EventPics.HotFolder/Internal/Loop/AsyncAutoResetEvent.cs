namespace EventPics.HotFolder.Internal.Loop;

/// <summary>Wakes the one loop that waits for it; a wake-up that comes early is kept.</summary>
internal sealed class AsyncAutoResetEvent(TimeProvider timeProvider)
{
    private TaskCompletionSource<bool> _source = New();

    public void Set() => Volatile.Read(ref _source).TrySetResult(true);

    public async Task WaitAsync(TimeSpan atMost)
    {
        if (atMost <= TimeSpan.Zero)
        {
            return;
        }

        using var over = new CancellationTokenSource();
#if NET
        var delay = Task.Delay(atMost, timeProvider, over.Token);
#else
        var delay = timeProvider.Delay(atMost, over.Token);
#endif
        await Task.WhenAny(_source.Task, delay).ConfigureAwait(false);
#pragma warning disable CA1849 // Cancelling a timer does nothing that could block.
        over.Cancel();
#pragma warning restore CA1849
        if (_source.Task.IsCompleted)
        {
            Volatile.Write(ref _source, New());
        }
    }

    private static TaskCompletionSource<bool> New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
