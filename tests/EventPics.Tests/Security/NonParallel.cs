namespace EventPics.Tests.Security;

/// <summary>Tests that observe the whole process, so no other test may run at the same time.</summary>
[CollectionDefinition(nameof(NonParallel), DisableParallelization = true)]
public sealed class NonParallel;
