using EventPics.Emulator;

namespace EventPics.Cli.Commands.Emulator;

/// <summary>A fault for the emulator's next calls of an operation.</summary>
internal sealed record ScriptedFault(EmulatorOperation Operation, Fault Fault);
