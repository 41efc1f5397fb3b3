using System.CommandLine;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Cli.Sending.Destinations;

namespace EventPics.Cli.Commands.Account;

/// <summary><c>events</c>: lists events and albums.</summary>
internal static class EventsCommand
{
    public static Command Create(Texts texts, Func<ParseResult, CommandContext> createContext)
    {
        var command = new Command("events", texts.EventsHelp);
        command.SetAction((parsed, _) => RunAsync(createContext(parsed)));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context)
    {
        using var client = context.CreateQuickClient();
        var events = await client.GetEventsAndAlbumsAsync(context.StoppingToken).ConfigureAwait(false);
        new EventCache(context.DataDirectory, context.BaseAddress).Save(events);
        if (events.Count == 0)
        {
            context.Info(context.Texts.NoEvents);
        }

        foreach (var found in events)
        {
            if (context.Json)
            {
                JsonOutput.Write(context.Out, EventLine.From(found));
            }
            else
            {
                context.Out.WriteLine(Texts.EventLine(found));
                foreach (var album in found.Albums)
                {
                    context.Out.WriteLine("  " + Texts.AlbumLine(album));
                }
            }
        }

        return ExitCodes.Success;
    }
}
