namespace EventPics.Tests.Shared;

/// <summary>
/// Tests that change or measure the whole process, such as its environment variables or its memory. No other test runs at the same time.
/// </summary>
[CollectionDefinition(nameof(NonParallel), DisableParallelization = true)]
public sealed class NonParallel;
