namespace EventPics.Emulator.Internal.Faults;

/// <summary>The faults scripted for one operation, in order, and the number of calls left for the first.</summary>
internal sealed class FaultScript
{
    private readonly Queue<Fault> _faults = new();
    private int _callsLeft;

    public long Count { get; private set; }

    public void Add(Fault fault)
    {
        _faults.Enqueue(fault);
        Count += fault.Plan.Times;
        _callsLeft = _faults.Count == 1 ? fault.Plan.Times : _callsLeft;
    }

    public Fault? Next()
    {
        if (!_faults.TryPeek(out var fault))
        {
            return null;
        }

        Count--;
        if (--_callsLeft == 0)
        {
            _faults.Dequeue();
            _callsLeft = _faults.TryPeek(out var next) ? next.Plan.Times : 0;
        }

        return fault;
    }
}
