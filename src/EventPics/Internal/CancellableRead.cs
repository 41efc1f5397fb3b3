namespace EventPics.Internal;

/// <summary>Ends the wait for a read whose stream pays no heed to cancellation.</summary>
internal static class CancellableRead
{
    /// <summary>Waits for the read or for cancellation; a read that is left behind may still write into its buffer.</summary>
    public static async Task<int> OrCancelledAsync(Task<int> read, CancellationToken cancellationToken)
    {
        if (!read.IsCompleted)
        {
            var cancelled = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            using var registration = cancellationToken.Register(static state => ((TaskCompletionSource<bool>)state!).TrySetResult(true), cancelled);
            if (await Task.WhenAny(read, cancelled.Task).ConfigureAwait(false) != read)
            {
                Forget(read);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        return await read.ConfigureAwait(false);
    }

    private static void Forget(Task<int> read) => read.ContinueWith(
        static failed => failed.Exception,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
