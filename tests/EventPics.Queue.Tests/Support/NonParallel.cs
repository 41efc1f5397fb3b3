namespace EventPics.Queue.Tests.Support;

/// <summary>Tests that change the whole process, such as its environment variables, so nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(NonParallel), DisableParallelization = true)]
public sealed class NonParallel;
