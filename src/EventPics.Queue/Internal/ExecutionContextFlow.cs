namespace EventPics.Queue.Internal;

/// <summary>
/// What lives as long as the queue must not keep what the caller who happened to open it had around it: a request, a transaction, a trace.
/// </summary>
internal static class ExecutionContextFlow
{
    /// <summary>Until it is disposed, on the same thread, nothing new captures the execution context.</summary>
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
