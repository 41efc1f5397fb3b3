using System.CommandLine;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;

namespace EventPics.Cli.Commands.Status;

/// <summary><c>status</c>: shows the queue's health in one line.</summary>
internal static class StatusCommand
{
    public static Command Create(Texts texts, Func<ParseResult, CommandContext> createContext)
    {
        var check = new Option<bool>("--check") { Description = texts.CheckHelp };
        var command = new Command("status", texts.StatusHelp) { check };
        command.SetAction((parsed, _) => new StatusHandler(createContext(parsed), parsed.GetValue(check)).RunAsync());
        return command;
    }
}
