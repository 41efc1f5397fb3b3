namespace EventPics.Cli.Context;

/// <summary>Ends a command with a message for the user and an exit code.</summary>
internal sealed class CommandException(
    int exitCode, string message, string? detail = null, Exception? cause = null) : Exception(message, cause)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>The message without any list that follows it.</summary>
    public string ShortMessage { get; init; } = message;

    /// <summary>Details for <c>--verbose</c>.</summary>
    public string? Detail { get; } = detail;
}
