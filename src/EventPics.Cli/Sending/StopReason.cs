namespace EventPics.Cli.Sending;

/// <summary>Why a run stopped waiting.</summary>
internal enum StopReason
{
    /// <summary>Nothing is left to wait for.</summary>
    Completed,

    /// <summary>The given time is over.</summary>
    TimedOut,

    /// <summary>Ctrl+C, or the system wants the process to stop.</summary>
    Interrupted,

    /// <summary>The service refuses the API key; nothing more will go out.</summary>
    ApiKeyRejected,

    /// <summary>The account has none of the events and albums that the files wait for.</summary>
    DestinationMissing,
}
