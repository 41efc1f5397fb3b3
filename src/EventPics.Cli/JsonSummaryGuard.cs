using System.CommandLine;
using EventPics.Cli.Commands.Listen;
using EventPics.Cli.Commands.Queue;
using EventPics.Cli.Commands.Run;
using EventPics.Cli.Commands.Start;
using EventPics.Cli.Commands.Upload;
using EventPics.Cli.Commands.Watch;
using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Cli.Parsing;

namespace EventPics.Cli;

/// <summary>With <c>--json</c>, ends the output of a sending command with a summary, whatever went wrong.</summary>
internal static class JsonSummaryGuard
{
    private static readonly string[] SendingCommands =
        [UploadCommand.Name, WatchCommand.Name, ListenCommand.Name, QueueCommand.SendName, RunCommand.Name, StartCommand.Name];

    public static void WriteIfNeeded(ParseResult parsed, GlobalOptions globals)
    {
        if (parsed.GetResult(globals.Json) is { Implicit: false } && SendingCommands.Contains(parsed.CommandResult.Command.Name))
        {
            JsonOutput.WriteSummary(Console.Out, new UploadSummary());
        }
    }
}
