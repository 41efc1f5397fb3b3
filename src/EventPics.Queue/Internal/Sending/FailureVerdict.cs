namespace EventPics.Queue.Internal;

/// <summary>Whose fault a failure is: what is paused while it lasts.</summary>
internal enum FailureScope
{
    Photo,
    Event,
    Account,
    Network,
}

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

/// <summary>How a failure is answered.</summary>
/// <param name="Scope">What is paused while it lasts.</param>
/// <param name="Action">What becomes of the picture.</param>
/// <param name="Threshold">How many such failures in a row pause the scope.</param>
internal readonly record struct FailureVerdict(FailureScope Scope, FailureAction Action, int Threshold = 1);
