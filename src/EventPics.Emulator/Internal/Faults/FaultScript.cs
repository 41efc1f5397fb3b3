namespace EventPics.Emulator.Internal.Faults;

/// <summary>The faults scripted for one kind of call, in order, each with the number of calls it is still for.</summary>
internal sealed class FaultScript
{
    private readonly Queue<Fault> _faults = new();
    private int _left;

    public long Count { get; private set; }

    public void Add(Fault fault)
    {
        _faults.Enqueue(fault);
        Count += fault.Plan.Times;
        _left = _faults.Count == 1 ? fault.Plan.Times : _left;
    }

    public Fault? Next()
    {
        if (!_faults.TryPeek(out Fault? fault))
        {
            return null;
        }

        Count--;
        if (--_left == 0)
        {
            _faults.Dequeue();
            _left = _faults.TryPeek(out Fault? next) ? next.Plan.Times : 0;
        }

        return fault;
    }
}
