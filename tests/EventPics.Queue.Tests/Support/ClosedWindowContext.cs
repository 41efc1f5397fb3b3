namespace EventPics.Queue.Tests.Support;

/// <summary>A screen's thread that has ended.</summary>
internal sealed class ClosedWindowContext : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) => throw new InvalidOperationException("The window is closed.");

    /// <summary>Runs what begins on this context, without staying on it.</summary>
    public T Run<T>(Func<T> work)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            return work();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }
}
