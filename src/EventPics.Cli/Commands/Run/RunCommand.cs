using System.CommandLine;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.OperatorApp;

namespace EventPics.Cli.Commands.Run;

/// <summary><c>run</c>: sends as a profile says and serves the page.</summary>
internal static class RunCommand
{
    public const string Name = "run";

    public static Command Create(Texts texts, Func<ParseResult, CommandContext> createContext)
    {
        var options = new AppOptions(texts);
        var command = new Command(Name, texts.RunHelp) { options.Profile, options.Port };
        command.SetAction((parsed, _) => RunAsync(createContext(parsed), options.Read(parsed)));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, AppSettings settings)
    {
        using var instance = AppInstance.TryStart(context.DataDirectory)
            ?? throw new CommandException(Model.ExitCodes.Failed, Describe(context));
        return await new AppRunner(context, settings).RunAsync(instance).ConfigureAwait(false);
    }

    private static string Describe(CommandContext context) => AppInstance.FindAddress(context.DataDirectory) is { } running
        ? context.Texts.AppIsRunning(running.Address)
        : context.Texts.AppIsStarting;
}
