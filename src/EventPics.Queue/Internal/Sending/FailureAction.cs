namespace EventPics.Queue.Internal;

/// <summary>What becomes of the picture.</summary>
internal enum FailureAction
{
    /// <summary>It is tried again as it stands: to the same link, if it has one.</summary>
    Retry,

    /// <summary>Its link is dead or refused; it gets another.</summary>
    FreshLink,

    /// <summary>It is refused for itself and waits for a person.</summary>
    SetAside,

    /// <summary>An earlier attempt on this very link had arrived.</summary>
    AlreadyThere,
}
