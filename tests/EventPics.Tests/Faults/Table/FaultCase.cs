using EventPics.Emulator;

namespace EventPics.Tests.Faults.Table;

/// <summary>One row of the fault table: the fault, the expected requests and the expected outcome.</summary>
/// <param name="Name">The matrix number and a sentence.</param>
/// <param name="Requests">The requests expected, in order: "url, put 1, put 1" is two PUTs to the first upload URL.</param>
internal sealed record FaultCase(string Name, string Requests)
{
    /// <summary>Injects the fault into the emulator.</summary>
    public Action<EmulatorFaults>? Faults { get; init; }

    /// <summary>Injects the fault into a raw server, which then replaces the emulator.</summary>
    public Action<RawServer>? Raw { get; init; }

    public Action<EventPicsEmulatorOptions>? Server { get; init; }

    public Action<EventPicsClientOptions>? Client { get; init; }

    /// <summary>The photo's size in bytes.</summary>
    public int Size { get; init; } = 100_000;

    /// <summary>The raw server's receive buffer, small where the sender must notice a stall.</summary>
    public int? ReceiveBuffer { get; init; }

    /// <summary>Whether the client has to wait; the row then runs on a fake clock that skips the wait.</summary>
    public bool Hangs { get; init; }

    /// <summary>The error expected; <see langword="null"/> for success.</summary>
    public EventPicsError? Error { get; init; }

    public bool IsTransient { get; init; }

    public int? Status { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the result must report a possible duplicate.</summary>
    public bool PossibleDuplicate { get; init; }

    /// <summary>The number of photos in the end; 1 after a success and 0 after an error, unless set.</summary>
    public int? Photos { get; init; }
}
