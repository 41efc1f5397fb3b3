using System.CommandLine;

namespace EventPics.Cli.Internal;

/// <summary><c>status</c>: one line of health.</summary>
internal static class StatusCommand
{
    public static Command Create(Texts texts, Func<ParseResult, Shell> shell)
    {
        var check = new Option<bool>("--check") { Description = texts.CheckHelp };
        var command = new Command("status", texts.StatusHelp) { check };
        command.SetAction((parsed, _) => new StatusJob(shell(parsed), parsed.GetValue(check)).RunAsync());
        return command;
    }
}
