using System.CommandLine;
using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;
using EventPics.Cli.Sending.Destinations;

namespace EventPics.Cli.Commands.Account;

/// <summary><c>events</c>: lists events and albums.</summary>
internal static class EventsCommand
{
    public static Command Create(Texts texts, Func<ParseResult, CommandContext> shell)
    {
        var command = new Command("events", texts.EventsHelp);
        command.SetAction((parsed, _) => RunAsync(shell(parsed)));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext shell)
    {
        using var client = shell.CreateQuickClient();
        var events = await client.GetEventsAndAlbumsAsync(shell.StoppingToken).ConfigureAwait(false);
        new EventCache(shell.DataDirectory, shell.BaseAddress).Save(events);
        if (events.Count == 0)
        {
            shell.Info(shell.Texts.NoEvents);
        }

        foreach (var found in events)
        {
            if (shell.Json)
            {
                JsonOutput.Write(shell.Out, new EventOut("event", found.Title, found.LinkId, [.. found.Albums.Select(album => new AlbumOut(album.Id, album.Title))]));
            }
            else
            {
                shell.Out.WriteLine(Texts.EventLine(found));
                foreach (var album in found.Albums)
                {
                    shell.Out.WriteLine("  " + Texts.AlbumLine(album));
                }
            }
        }

        return ExitCodes.Success;
    }
}
