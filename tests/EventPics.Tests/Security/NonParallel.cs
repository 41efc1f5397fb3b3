namespace EventPics.Tests.Security;

/// <summary>Tests that listen to the whole process, so nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(NonParallel), DisableParallelization = true)]
public sealed class NonParallel;
