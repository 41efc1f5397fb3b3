namespace EventPics.Emulator.Tests;

/// <summary>Tests that measure the whole process, so nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
