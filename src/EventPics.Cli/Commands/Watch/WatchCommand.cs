using System.CommandLine;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;

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
        command.SetAction((parsed, _) => WatchServiceHost.RunAsync(createContext(parsed), options.Read(parsed)));
        return command;
    }
}
