using System.CommandLine;

namespace EventPics.Cli.Internal;

/// <summary>Keeps the promise that with <c>--json</c> a summary ends the lines of a sending command, whatever went wrong.</summary>
internal static class LastLine
{
    private static readonly string[] Sending = [UploadCommand.Name, WatchCommand.Name, ListenCommand.Name, QueueCommand.SendName];

    public static void Write(ParseResult parsed, GlobalOptions globals)
    {
        if (parsed.GetResult(globals.Json) is { Implicit: false } && Sending.Contains(parsed.CommandResult.Command.Name))
        {
            JsonLines.WriteSummary(Console.Out, new Tally());
        }
    }
}
