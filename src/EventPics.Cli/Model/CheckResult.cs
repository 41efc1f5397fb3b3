namespace EventPics.Cli.Model;

/// <summary>How much a finding matters.</summary>
internal enum CheckResult
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Could not be checked, or was not asked for.</summary>
    Unchecked,

    /// <summary>Worth knowing; photos arrive all the same.</summary>
    Warning,

    /// <summary>Photos would not arrive.</summary>
    Bad,
}
