namespace EventPics.Cli.Context;

/// <summary>Ends a command with a message for its user and an exit code.</summary>
internal sealed class CommandException(int exitCode, string message, string? detail = null, Exception? cause = null) : Exception(message, cause)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>The message without the list that may follow it.</summary>
    public string ShortMessage { get; init; } = message;

    /// <summary>More about it, for <c>--verbose</c>.</summary>
    public string? Detail { get; } = detail;
}
