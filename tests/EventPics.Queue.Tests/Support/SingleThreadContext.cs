using System.Collections.Concurrent;

namespace EventPics.Queue.Tests.Support;

/// <summary>The context of a UI thread: posted callbacks run there one after the other.</summary>
internal sealed class SingleThreadContext : SynchronizationContext, IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly Thread _thread;

    public SingleThreadContext()
    {
        _thread = new Thread(() =>
        {
            SetSynchronizationContext(this);
            foreach (var work in _work.GetConsumingEnumerable())
            {
                work();
            }
        })
        { IsBackground = true };
        _thread.Start();
    }

    public bool IsCurrentThread => Thread.CurrentThread == _thread;

    public Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(async _ => done.SetResult(await work()), null);
        return done.Task;
    }

    public override void Post(SendOrPostCallback d, object? state) => _work.Add(() => d(state));

    public void Dispose() => _work.CompleteAdding();
}
