namespace EventPics.Queue.Tests.Support;

/// <summary>The context of a UI thread that has ended.</summary>
internal sealed class ClosedWindowContext : SynchronizationContext
{
    public override void Post(SendOrPostCallback d, object? state) => throw new InvalidOperationException("The window is closed.");

    /// <summary>Runs a function that starts on this context, and returns to the previous one.</summary>
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
