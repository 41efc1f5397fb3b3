namespace EventPics.Internal.Failures;

/// <summary>How much of a PUT's body was sent before the response came.</summary>
internal enum BodyTransferState
{
    /// <summary>All of it.</summary>
    Complete,

    /// <summary>Some of it.</summary>
    Partial,

    /// <summary>Nothing: the body waited for the storage's "100 Continue".</summary>
    HeldBack,
}
