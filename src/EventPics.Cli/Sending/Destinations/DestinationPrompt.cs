using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;

namespace EventPics.Cli.Sending.Destinations;

/// <summary>Lets a person choose the event and the album that a command line doesn't name.</summary>
internal static class DestinationPrompt
{
    /// <summary>Lists the account's events and asks for one, then for an album if the event has any and none is given.</summary>
    /// <param name="context">The command's context, with a terminal to ask at.</param>
    /// <param name="album">The album as given: its ID or its title.</param>
    /// <returns>The event's ID, and the album as given or chosen.</returns>
    /// <exception cref="CommandException">There is no event to choose, or the list is neither available nor known from before.</exception>
    public static async Task<(string LinkId, string? Album)> ChooseAsync(CommandContext context, string? album)
    {
        var events = await LoadEventsAsync(context).ConfigureAwait(false);
        context.Info(context.Texts.ChooseEvent);
        ShowNumbered(context, events.Select(Texts.EventLine));
        var chosen = events[await ReadNumberAsync(context, events.Count, isOptional: false).ConfigureAwait(false) - 1];
        if (album is null && chosen.Albums.Count > 0)
        {
            context.Info(context.Texts.ChooseAlbum(chosen.Title.Sanitize()));
            ShowNumbered(context, chosen.Albums.Select(Texts.AlbumLine));
            var number = await ReadNumberAsync(context, chosen.Albums.Count, isOptional: true).ConfigureAwait(false);
            album = number == 0 ? null : chosen.Albums[number - 1].Id;
        }

        context.Info(context.Texts.SameChoiceNextTime(chosen.LinkId, album));
        return (chosen.LinkId, album);
    }

    private static async Task<IReadOnlyList<EventPicsEvent>> LoadEventsAsync(CommandContext context)
    {
        var listing = await DestinationResolver.FetchEventsAsync(context, context.StoppingToken).ConfigureAwait(false);
        if (listing.Events is { Count: 0 })
        {
            throw new CommandException(ExitCodes.Failed, context.Texts.NoEvents);
        }

        if (listing.Events is { } events)
        {
            return events;
        }

        if (new EventCache(context.DataDirectory, context.BaseAddress).Load() is not { Count: > 0 } known)
        {
            var advice = listing.ExitCode == ExitCodes.ApiKey ? "" : " " + context.Texts.ChoiceNeedsNetwork;
            throw new CommandException(listing.ExitCode, listing.Problem + advice, listing.Detail);
        }

        context.Warn(context.Texts.KnownEventsOnly(listing.Problem!));
        return known;
    }

    private static void ShowNumbered(CommandContext context, IEnumerable<string> lines)
    {
        foreach (var (index, line) in lines.Index())
        {
            context.Info($"{index + 1,3}  {line}");
        }
    }

    /// <returns>The number; 0 for none, if that is a choice.</returns>
    private static async Task<int> ReadNumberAsync(CommandContext context, int count, bool isOptional)
    {
        while (true)
        {
            await context.Error.WriteAsync(context.Texts.NumberPrompt(isOptional)).ConfigureAwait(false);
            var answer = await Task.Run(Console.ReadLine).WaitAsync(context.StoppingToken).ConfigureAwait(false);
            switch (answer?.Trim())
            {
                case null when !isOptional:
                    throw new CommandException(ExitCodes.Usage, context.Texts.Missing("--event"));
                case null or "" when isOptional:
                    return 0;
                case var text when int.TryParse(text, out var number) && number >= 1 && number <= count:
                    return number;
                default:
                    context.Info(context.Texts.NotInList(count));
                    break;
            }
        }
    }
}
