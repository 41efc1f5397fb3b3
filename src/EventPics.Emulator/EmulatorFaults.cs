using EventPics.Emulator.Internal.Faults;

namespace EventPics.Emulator;

/// <summary>The faults an emulator injects: scripted call by call, drawn from a seed, or a whole outage.</summary>
/// <remarks>Every scripted fault is used up by the next call of its kind; scripted ones come before random ones.</remarks>
public sealed class EmulatorFaults
{
    private readonly Lock _lock = new();
    private readonly Dictionary<EmulatorOperation, FaultScript> _scripted = [];
    private readonly Action _wentOffline;
    private RandomFaults? _random;
    private volatile bool _offline;

    internal EmulatorFaults(Action wentOffline) => _wentOffline = wentOffline;

    /// <summary>Whether the network is down: open connections are dropped, new ones as soon as they are made, the gallery's included.</summary>
    /// <value><see langword="false"/>.</value>
    public bool Offline
    {
        get => _offline;
        set
        {
            _offline = value;
            if (value)
            {
                _wentOffline();
            }
        }
    }

    /// <summary>How many scripted calls are still to come.</summary>
    public int Pending
    {
        get
        {
            lock (_lock)
            {
                return (int)Math.Min(_scripted.Values.Sum(script => script.Count), int.MaxValue);
            }
        }
    }

    /// <summary>Injects a fault into the next list of events.</summary>
    /// <param name="fault">The fault, for as many calls as its <see cref="Fault.Times"/> says.</param>
    /// <returns>This object, to go on scripting.</returns>
    /// <exception cref="ArgumentException">The fault makes no sense for this call.</exception>
    public EmulatorFaults OnEvents(Fault fault) => On(EmulatorOperation.Events, fault);

    /// <summary>Injects a fault into the next request for an upload link.</summary>
    /// <param name="fault">The fault, for as many calls as its <see cref="Fault.Times"/> says.</param>
    /// <returns>This object, to go on scripting.</returns>
    /// <exception cref="ArgumentException">The fault makes no sense for this call.</exception>
    public EmulatorFaults OnUploadUrl(Fault fault) => On(EmulatorOperation.UploadUrl, fault);

    /// <summary>Injects a fault into the next PUT.</summary>
    /// <param name="fault">The fault, for as many calls as its <see cref="Fault.Times"/> says.</param>
    /// <returns>This object, to go on scripting.</returns>
    /// <exception cref="ArgumentException">The fault makes no sense for this call.</exception>
    public EmulatorFaults OnPut(Fault fault) => On(EmulatorOperation.Put, fault);

    /// <summary>Injects a fault into the next call of a kind.</summary>
    /// <param name="operation">The call.</param>
    /// <param name="fault">The fault, for as many calls as its <see cref="Fault.Times"/> says.</param>
    /// <returns>This object, to go on scripting.</returns>
    /// <exception cref="ArgumentException">The fault makes no sense for this call.</exception>
    public EmulatorFaults On(EmulatorOperation operation, Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        if (fault.Plan.Only is { } only && only != operation)
        {
            throw new ArgumentException($"The fault \"{fault}\" works on {only} only, not on {operation}.", nameof(fault));
        }

        lock (_lock)
        {
            if (!_scripted.TryGetValue(operation, out FaultScript? script))
            {
                _scripted[operation] = script = new FaultScript();
            }

            script.Add(fault);
        }

        return this;
    }

    /// <summary>Draws faults that a good client survives from a seed: the same seed and order of calls give the same faults.</summary>
    /// <param name="seed">The seed; each kind of call has its own sequence.</param>
    /// <param name="probability">The share of calls that go wrong, from 0 to 1.</param>
    /// <returns>This object, to go on scripting.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not between 0 and 1.</exception>
    public EmulatorFaults Random(int seed, double probability)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(probability, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(probability, 1);
        lock (_lock)
        {
            _random = new RandomFaults(seed, probability);
        }

        return this;
    }

    /// <summary>Ends the outage and forgets all scripted and random faults; calls already under way keep theirs.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _scripted.Clear();
            _random = null;
        }

        Offline = false;
    }

    internal Fault? Next(EmulatorOperation operation)
    {
        lock (_lock)
        {
            return _scripted.GetValueOrDefault(operation)?.Next() ?? _random?.Next(operation);
        }
    }
}
