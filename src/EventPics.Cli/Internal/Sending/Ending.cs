namespace EventPics.Cli.Internal;

/// <summary>Why a run stopped waiting.</summary>
internal enum Ending
{
    /// <summary>Nothing is left to wait for.</summary>
    Settled,

    /// <summary>The given time is over.</summary>
    TimedOut,

    /// <summary>Ctrl+C, or the system wants the process to stop.</summary>
    Interrupted,

    /// <summary>The service refuses the API key; nothing more will go out.</summary>
    KeyRefused,

    /// <summary>The account has none of the events and albums that the files wait for.</summary>
    DestinationMissing,
}
