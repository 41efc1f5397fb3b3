namespace EventPics.Queue.Tests.Support;

/// <summary>The context of a UI thread that runs callbacks only when the test requests it.</summary>
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
