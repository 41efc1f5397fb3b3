namespace EventPics.Cli.Model;

/// <summary>The exit codes of the process.</summary>
internal static class ExitCodes
{
    /// <summary>All sent, or already there.</summary>
    public const int Success = 0;

    /// <summary>Something failed, or is not as it should be.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The API key is missing or was rejected.</summary>
    public const int ApiKey = 3;

    /// <summary>Stopped while files are still waiting.</summary>
    public const int Waiting = 4;

    /// <summary>Ended by Ctrl+C or by the system.</summary>
    public const int Interrupted = 130;
}
