namespace EventPics.Internal.Failures;

/// <summary>What a response or an exception means, and what to do about it.</summary>
/// <param name="Error">The kind of error reported to the caller.</param>
/// <param name="Action">What to do.</param>
/// <param name="IsTransient">Whether the same call may succeed later without a change.</param>
/// <param name="Scope">What the failure affects, and so what else would fail too.</param>
internal readonly record struct FailureClassification(
    EventPicsError Error, RecoveryAction Action, bool IsTransient, EventPicsErrorScope Scope);
