namespace EventPics.Queue.Tests.Support;

/// <summary>Tests that change the whole process, such as its environment variables. No other test runs at the same time.</summary>
[CollectionDefinition(nameof(NonParallel), DisableParallelization = true)]
public sealed class NonParallel;
