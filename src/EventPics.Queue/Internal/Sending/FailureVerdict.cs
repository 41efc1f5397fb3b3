namespace EventPics.Queue.Internal;

/// <summary>How a failure is answered.</summary>
/// <param name="Scope">What is paused while it lasts.</param>
/// <param name="Action">What becomes of the picture.</param>
/// <param name="Threshold">How many such failures in a row pause the scope.</param>
internal readonly record struct FailureVerdict(FailureScope Scope, FailureAction Action, int Threshold = 1);
