namespace EventPics.Internal.Failures;

/// <summary>What a response or an exception means and what to do about it.</summary>
/// <param name="Error">The kind reported to the caller.</param>
/// <param name="Action">What to do.</param>
/// <param name="IsTransient">Whether the same call may succeed later by itself.</param>
/// <param name="Scope">What the failure is about, so what else would fail too.</param>
internal readonly record struct FailureClassification(EventPicsError Error, RecoveryAction Action, bool IsTransient, EventPicsErrorScope Scope);
