namespace EventPics.Cli.OperatorApp.PhoneAccess;

/// <summary>Whether and how other devices on the local network may open the pages.</summary>
internal sealed record PhoneAccessSettings
{
    public bool IsOn { get; init; }

    public string Pin { get; init; } = "";

    /// <summary>Whether other devices may change something, not only look.</summary>
    public bool AllowsChanges { get; init; }

    /// <summary>Signs the sessions. It changes with the PIN and when access is switched off, which ends them.</summary>
    public string SessionSecret { get; init; } = "";

    /// <summary>Signs the IDs of devices that have entered a right PIN before.</summary>
    public string DeviceSecret { get; init; } = "";
}
