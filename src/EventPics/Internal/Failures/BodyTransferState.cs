namespace EventPics.Internal.Failures;

/// <summary>How much of a PUT's body had gone out when its answer came.</summary>
internal enum BodyTransferState
{
    /// <summary>All of it.</summary>
    Complete,

    /// <summary>Some of it.</summary>
    Partial,

    /// <summary>Nothing: it waited for the storage's "100 Continue".</summary>
    HeldBack,
}
