namespace EventPics.Queue.Tests.Support;

/// <summary>A screen's thread that works only when the test says so.</summary>
internal sealed class ManualContext : SynchronizationContext
{
    private readonly Queue<Action> _work = new();

    public int Waiting => _work.Count;

    public override void Post(SendOrPostCallback d, object? state) => _work.Enqueue(() => d(state));

    public void RunOne() => _work.Dequeue()();

    public void RunAll()
    {
        while (_work.Count > 0)
        {
            RunOne();
        }
    }
}
