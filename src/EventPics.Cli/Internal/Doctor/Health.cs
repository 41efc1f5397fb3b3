namespace EventPics.Cli.Internal;

/// <summary>How much a finding matters.</summary>
internal enum Health
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Could not be looked at, or nobody asked for it.</summary>
    Unchecked,

    /// <summary>Worth knowing; the party can go on.</summary>
    Warning,

    /// <summary>Pictures would not arrive.</summary>
    Bad,
}
