namespace EventPics.Internal;

/// <summary>What a response or an exception means and what to do about it.</summary>
/// <param name="Error">The kind reported to the caller.</param>
/// <param name="Reaction">What to do.</param>
/// <param name="IsTransient">Whether the same call may succeed later by itself.</param>
/// <param name="Scope">What the failure is about, so what else would fail too.</param>
internal readonly record struct Verdict(EventPicsError Error, Reaction Reaction, bool IsTransient, EventPicsErrorScope Scope);
