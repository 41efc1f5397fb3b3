namespace EventPics.Internal.Failures;

/// <summary>A failed attempt: what to do about it, and the exception to throw when nothing more can be done.</summary>
internal sealed record AttemptFailure(RecoveryAction Action, EventPicsException Exception)
{
    /// <summary>Whether the storage may have the photo although no success was seen.</summary>
    public bool IsUnclear { get; init; }
}
