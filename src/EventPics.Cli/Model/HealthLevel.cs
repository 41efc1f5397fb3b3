namespace EventPics.Cli.Model;

/// <summary>The queue's health, with the levels and exit codes of monitoring systems.</summary>
internal enum HealthLevel
{
    /// <summary>All is well.</summary>
    Fine = 0,

    /// <summary>Sending will probably resume automatically, or some photos need a decision.</summary>
    Warning = 1,

    /// <summary>Photos don't arrive until a person does something.</summary>
    Critical = 2,

    /// <summary>The state is not known, or not yet.</summary>
    Unknown = 3,
}
