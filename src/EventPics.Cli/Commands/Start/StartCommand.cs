using System.CommandLine;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Cli.OperatorApp;
using EventPics.Cli.Platform;

namespace EventPics.Cli.Commands.Start;

/// <summary><c>start</c>: runs the operator app and opens its page; if it runs already, only opens the page.</summary>
internal static class StartCommand
{
    public const string Name = "start";

    // As long as opening a large queue on a slow disk takes.
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    public static Command Create(Texts texts, Func<ParseResult, CommandContext> createContext)
    {
        var options = new AppOptions(texts);
        var command = new Command(Name, texts.StartHelp) { options.Profile, options.Port };
        command.SetAction((parsed, _) => RunAsync(createContext(parsed), options.Read(parsed)));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, AppSettings settings)
    {
        using var instance = AppInstance.TryStart(context.DataDirectory);
        return instance is null
            ? await OpenRunningAsync(context).ConfigureAwait(false)
            : await new AppRunner(context, settings) { Started = OpenPage }.RunAsync(instance).ConfigureAwait(false);
    }

    private static void OpenPage(string address)
    {
        DoubleClick.HideConsole();
        Browser.TryOpen(address);
    }

    private static async Task<int> OpenRunningAsync(CommandContext context)
    {
        var start = context.Time.GetTimestamp();
        AppAddress? running;
        while ((running = AppInstance.FindAddress(context.DataDirectory)) is null)
        {
            if (context.Time.GetElapsedTime(start) > StartTimeout)
            {
                throw new CommandException(ExitCodes.Failed, context.Texts.AppIsStarting);
            }

            await Task.Delay(PollInterval, context.Time, context.StoppingToken).ConfigureAwait(false);
        }

        if (context.Json)
        {
            JsonOutput.Write(context.Out, StartedLine.Create(running.Address));
        }
        else
        {
            context.Info(context.Texts.AppIsRunning(running.Address));
        }

        Browser.TryOpen(running.Address);
        return ExitCodes.Success;
    }
}
