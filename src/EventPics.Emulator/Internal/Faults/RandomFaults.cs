namespace EventPics.Emulator.Internal.Faults;

/// <summary>Draws faults from a seed; each operation has its own sequence, so that they do not influence each other.</summary>
internal sealed class RandomFaults(int seed, double probability)
{
    // Failures that a client recovers from without a person and without a long wait.
    private static readonly Fault[] OnApi =
    [
        Fault.Status(500), Fault.Status(502), Fault.Status(503), Fault.Status(429), Fault.ConnectionReset, Fault.LostResponse,
        Fault.TruncatedResponse,
    ];

    private static readonly Fault[] OnPut =
    [
        Fault.Status(500), Fault.Status(503), Fault.Status(429), Fault.Status(503).WithoutReading(), Fault.Status(500).AfterStoring(),
        Fault.ConnectionReset, Fault.DropAfter(0), Fault.DropAfter(10_000), Fault.DropAfter(100_000), Fault.DropBeforeStoring,
        Fault.LostResponse, Fault.TruncatedResponse,
    ];

    private readonly Dictionary<EmulatorOperation, Random> _random = [];

    public Fault? Next(EmulatorOperation operation)
    {
        if (operation == EmulatorOperation.Other)
        {
            return null;
        }

        if (!_random.TryGetValue(operation, out var random))
        {
            _random[operation] = random = new Random(HashCode(seed, operation));
        }

        var faults = operation == EmulatorOperation.Put ? OnPut : OnApi;

        // Always two draws, so that the sequence does not depend on the probability.
        var draw = random.NextDouble();
        var fault = faults[random.Next(faults.Length)];
        return draw < probability ? fault : null;
    }

    private static int HashCode(int seed, EmulatorOperation operation) => unchecked((seed * 397) ^ (int)operation);
}
