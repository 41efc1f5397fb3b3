namespace EventPics.Queue.Internal;

/// <summary>
/// Keeps long-lived work from capturing the context of the caller that happens to open the queue: a request, a transaction, a trace.
/// </summary>
internal static class ExecutionContextFlow
{
    /// <summary>Prevents new work from capturing the execution context until the result is disposed on the same thread.</summary>
    public static Suppression Suppress() => new(ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow());

    public static ITimer CreateTimer(TimeProvider time, TimerCallback callback, object state)
    {
        using (Suppress())
        {
            return time.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    internal readonly struct Suppression(AsyncFlowControl? control) : IDisposable
    {
        public void Dispose() => control?.Dispose();
    }
}
