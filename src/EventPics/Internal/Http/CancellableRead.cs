namespace EventPics.Internal.Http;

/// <summary>Ends the wait for a call that pays no heed to cancellation.</summary>
internal static class CancellableRead
{
    /// <summary>Waits for a call or for cancellation; one that is left behind may still write into its buffer.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="leftBehind">Gets the call when the wait ends first, to clean up after it.</param>
    public static async Task<T> OrCancelledAsync<T>(Task<T> call, CancellationToken cancellationToken, Action<Task<T>>? leftBehind = null)
    {
        if (!call.IsCompleted)
        {
            var cancelled = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            using var registration = cancellationToken.Register(static state => ((TaskCompletionSource<bool>)state!).TrySetResult(true), cancelled);
            if (await Task.WhenAny(call, cancelled.Task).ConfigureAwait(false) != call)
            {
                leftBehind?.Invoke(call);
                Forget(call);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        return await call.ConfigureAwait(false);
    }

    private static void Forget(Task call) => call.ContinueWith(
        static failed => failed.Exception,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
