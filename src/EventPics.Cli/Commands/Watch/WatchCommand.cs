using System.CommandLine;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using Microsoft.Extensions.Hosting.WindowsServices;

namespace EventPics.Cli.Commands.Watch;

/// <summary><c>watch</c>: sends the photos that arrive in a folder.</summary>
internal static class WatchCommand
{
    public const string Name = "watch";

    public static Command Create(Texts texts, Func<ParseResult, CommandContext> createContext)
    {
        var command = new Command(Name, texts.WatchHelp);
        var options = new WatchOptions(texts);
        options.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var context = createContext(parsed);
            try
            {
                var settings = await options.ReadAsync(parsed, context).ConfigureAwait(false);
                var watching = WindowsServiceHelpers.IsWindowsService()
                    ? WatchServiceHost.RunAsync(context, settings)
                    : new WatchHandler(context, settings).RunAsync();
                return await watching.ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (context.StoppingToken.IsCancellationRequested)
            {
                // Ctrl+C while choosing an event is a normal end too, and what is in the folder still waits.
                context.Info(context.Texts.Interrupted);
                return ExitCodes.Waiting;
            }
        });
        return command;
    }
}
