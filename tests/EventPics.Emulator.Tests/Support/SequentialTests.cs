namespace EventPics.Emulator.Tests.Support;

/// <summary>Tests that measure the whole process, so no other test may run at the same time.</summary>
[CollectionDefinition(nameof(SequentialTests), DisableParallelization = true)]
public sealed class SequentialTests;
