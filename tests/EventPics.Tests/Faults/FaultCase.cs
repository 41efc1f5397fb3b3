using EventPics.Emulator;

namespace EventPics.Tests.Faults;

/// <summary>One row of the fault table: what goes wrong, what the client may ask for, and how it ends.</summary>
/// <param name="Name">The matrix number and a sentence.</param>
/// <param name="Requests">The requests expected, in order: "link, put 1, put 1" is two PUTs to the first link.</param>
internal sealed record FaultCase(string Name, string Requests)
{
    /// <summary>Injects the fault into the emulator.</summary>
    public Action<EmulatorFaults>? Faults { get; init; }

    /// <summary>Injects the fault into a raw server, which then takes the emulator's place.</summary>
    public Action<RawServer>? Raw { get; init; }

    public Action<EventPicsEmulatorOptions>? Server { get; init; }

    public Action<EventPicsClientOptions>? Client { get; init; }

    /// <summary>The picture's size in bytes.</summary>
    public int Size { get; init; } = 100_000;

    /// <summary>The raw server's receive buffer, small where the sender shall notice a stall.</summary>
    public int? ReceiveBuffer { get; init; }

    /// <summary>Whether the client is left to wait; the row then runs on a clock that leaps over the wait.</summary>
    public bool Hangs { get; init; }

    /// <summary>The error expected; <see langword="null"/> for success.</summary>
    public EventPicsError? Error { get; init; }

    public bool IsTransient { get; init; }

    public int? Status { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the result must warn of a second photo.</summary>
    public bool PossibleDuplicate { get; init; }

    /// <summary>How many photos there are in the end; 1 after a success and 0 after an error, unless set.</summary>
    public int? Photos { get; init; }
}
