namespace EventPics.Internal.Http;

/// <summary>Makes the wait for a call cancellable that itself ignores cancellation.</summary>
internal static class CancellableRead
{
    /// <summary>Waits for a call or for cancellation. A call that is abandoned may still write into its buffer.</summary>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <param name="onAbandoned">Receives the call if the wait is cancelled first, to clean up after it.</param>
    public static async Task<T> WaitAsync<T>(Task<T> call, CancellationToken cancellationToken, Action<Task<T>>? onAbandoned = null)
    {
        try
        {
            return await call.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!call.IsFaulted && !call.IsCanceled)
        {
            onAbandoned?.Invoke(call);
            Observe(call);
            throw;
        }
    }

    /// <summary>Lets an abandoned call fail without consequences.</summary>
    public static void Observe(Task call) => call.ContinueWith(
        static failed => failed.Exception,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
