namespace EventPics.Cli.Model;

/// <summary>How the queue is, in the levels and with the exit codes of monitoring systems.</summary>
internal enum HealthLevel
{
    /// <summary>All is well.</summary>
    Fine = 0,

    /// <summary>It will probably go on by itself, or some photos need a decision.</summary>
    Warning = 1,

    /// <summary>Photos don't arrive until a person does something.</summary>
    Critical = 2,

    /// <summary>The state can't be found out, or not yet.</summary>
    Unknown = 3,
}
