using System.Collections.Concurrent;

/// <summary>Runs everything on one thread, as a window's dispatcher does.</summary>
internal sealed class WindowThread : SynchronizationContext
{
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _messages = [];

    public override void Post(SendOrPostCallback d, object? state) => _messages.Add((d, state));

    public void Run(Func<Task> program)
    {
        SetSynchronizationContext(this);
        var running = program();
        running.ContinueWith(_ => _messages.CompleteAdding(), TaskScheduler.Default);
        foreach (var (callback, state) in _messages.GetConsumingEnumerable())
        {
            callback(state);
        }

        running.GetAwaiter().GetResult();
    }
}
