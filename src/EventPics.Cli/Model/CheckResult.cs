namespace EventPics.Cli.Model;

/// <summary>The result of a check.</summary>
internal enum CheckResult
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Could not be checked, or was not asked for.</summary>
    Unchecked,

    /// <summary>Worth knowing; photos still arrive.</summary>
    Warning,

    /// <summary>Photos would not arrive.</summary>
    Bad,
}
