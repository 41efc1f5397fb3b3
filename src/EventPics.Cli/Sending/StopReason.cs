namespace EventPics.Cli.Sending;

/// <summary>Why a session stopped waiting.</summary>
internal enum StopReason
{
    /// <summary>Nothing is left to wait for.</summary>
    Completed,

    /// <summary>The timeout is over.</summary>
    TimedOut,

    /// <summary>Ctrl+C was pressed, or the system stops the process.</summary>
    Interrupted,

    /// <summary>The service rejects the API key, so nothing more can be sent.</summary>
    ApiKeyRejected,

    /// <summary>The account has none of the events and albums that files wait for.</summary>
    DestinationMissing,
}
