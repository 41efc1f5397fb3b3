using EventPics.Emulator.Internal.Faults;

namespace EventPics.Emulator;

/// <summary>Injects faults into an emulator: scripted call by call, drawn from a seed, or as a complete outage.</summary>
/// <remarks>The next call of a kind uses up the scripted fault; scripted faults take precedence over random ones.</remarks>
public sealed class EmulatorFaults
{
    private readonly object _lock = new();
    private readonly Dictionary<EmulatorOperation, FaultScript> _scripted = [];
    private readonly Action _dropConnections;
    private RandomFaults? _random;
    private volatile bool _isOffline;

    internal EmulatorFaults(Action dropConnections) => _dropConnections = dropConnections;

    /// <summary>
    /// Gets or sets whether the network is down: open connections are dropped, and new ones as soon as they are accepted, including those
    /// of the gallery.
    /// </summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool Offline
    {
        get => _isOffline;
        set
        {
            _isOffline = value;
            if (value)
            {
                _dropConnections();
            }
        }
    }

    /// <summary>Gets the number of calls that scripted faults are still waiting for.</summary>
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
    /// <returns>This object, for chaining.</returns>
    /// <exception cref="ArgumentException">The fault can't be injected into this call.</exception>
    public EmulatorFaults OnEvents(Fault fault) => On(EmulatorOperation.Events, fault);

    /// <summary>Injects a fault into the next request for an upload URL.</summary>
    /// <param name="fault">The fault, for as many calls as its <see cref="Fault.Times"/> says.</param>
    /// <returns>This object, for chaining.</returns>
    /// <exception cref="ArgumentException">The fault can't be injected into this call.</exception>
    public EmulatorFaults OnUploadUrl(Fault fault) => On(EmulatorOperation.UploadUrl, fault);

    /// <summary>Injects a fault into the next PUT.</summary>
    /// <param name="fault">The fault, for as many calls as its <see cref="Fault.Times"/> says.</param>
    /// <returns>This object, for chaining.</returns>
    /// <exception cref="ArgumentException">The fault can't be injected into this call.</exception>
    public EmulatorFaults OnPut(Fault fault) => On(EmulatorOperation.Put, fault);

    /// <summary>Injects a fault into the next call of an operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="fault">The fault, for as many calls as its <see cref="Fault.Times"/> says.</param>
    /// <returns>This object, for chaining.</returns>
    /// <exception cref="ArgumentException">The fault can't be injected into this call.</exception>
    public EmulatorFaults On(EmulatorOperation operation, Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        if (fault.Plan.Only is { } only && only != operation)
        {
            throw new ArgumentException($"The fault \"{fault}\" can only be injected into {only}, not into {operation}.", nameof(fault));
        }

        lock (_lock)
        {
            if (!_scripted.TryGetValue(operation, out var script))
            {
                _scripted[operation] = script = new FaultScript();
            }

            script.Add(fault);
        }

        return this;
    }

    /// <summary>Injects random faults that a robust client survives: the same seed and order of calls give the same faults.</summary>
    /// <param name="seed">The seed; each operation has its own sequence.</param>
    /// <param name="probability">The probability that a call fails, from 0 to 1.</param>
    /// <returns>This object, for chaining.</returns>
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

    /// <summary>Ends the outage and removes all scripted and random faults; calls in progress keep theirs.</summary>
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
