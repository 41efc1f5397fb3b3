using System.CommandLine;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Parsing;

namespace EventPics.Cli.Commands.Listen;

/// <summary><c>listen</c>: receives the triggers of dslrBooth and LumaBooth.</summary>
internal static class ListenCommand
{
    public const string Name = "listen";

    private const int DefaultPort = 5090;

    public static Command Create(Texts texts, Func<ParseResult, CommandContext> createContext)
    {
        var sending = new SendingOptions(texts);
        var folders = new Option<string[]>("--folder")
        {
            HelpName = texts.Placeholders.Directory,
            Description = texts.ListenFolderHelp,
            Required = true,
        };
        var port = PortOption.Create(texts.ListenPortHelp, DefaultPort, texts);
        var triggers = new Option<string[]>("--trigger") { HelpName = "EVENT_TYPE", Description = texts.TriggerHelp };
        var include = new Option<string[]>("--include") { HelpName = texts.Placeholders.Pattern, Description = texts.IncludeHelp };
        var exclude = new Option<string[]>("--exclude") { HelpName = texts.Placeholders.Pattern, Description = texts.ExcludeHelp };
        var command = new Command(Name, texts.ListenHelp)
        {
            folders, sending.Event, sending.Album, port, triggers, include, exclude, sending.Resend, sending.TimeZone,
            sending.BandwidthLimit, sending.OnUploaded, sending.OnProblem,
        };
        command.SetAction(async (parsed, _) =>
        {
            var context = createContext(parsed);
            var settings = new ListenSettings(
                parsed.GetValue(port),
                parsed.GetRequiredValue(folders),
                parsed.GetValue(include) ?? [],
                parsed.GetValue(exclude) ?? [],
                parsed.GetValue(triggers) ?? [],
                parsed.GetValue(sending.Resend),
                parsed.GetValue(sending.TimeZone));
            ListenHandler.Check(settings, texts); // before a person chooses an event
            var destination = await sending.ReadAsync(parsed, context).ConfigureAwait(false);
            return await new ListenHandler(context, destination, settings).RunAsync().ConfigureAwait(false);
        });
        return command;
    }
}
