using EventPics.Cli.Context;
using EventPics.Cli.Localization.English;
using EventPics.Cli.Model;

namespace EventPics.Cli.Sending.Destinations;

/// <summary>
/// Looks up events and albums for commands that don't send: in the service's list if it can be fetched, otherwise in the last known one.
/// </summary>
internal static class EventLookup
{
    /// <summary>Finds the destination that photos are moved to.</summary>
    /// <exception cref="CommandException">
    /// The event or album does not exist, or it can't be looked up now and the value is not an ID.
    /// </exception>
    public static async Task<Destination> FindAsync(CommandContext context, string wanted, string? album)
    {
        var listing = await DestinationResolver.FetchEventsAsync(context, context.StoppingToken).ConfigureAwait(false);
        if (listing.Events is { } events)
        {
            return DestinationResolver.Resolve(events, wanted, album, context.Texts);
        }

        var mayBeIds = EventMatcher.MayBeId(wanted) && (album is null || EventMatcher.MayBeId(album));
        var destination = DestinationResolver.FindCached(context, wanted, album)
            ?? (mayBeIds ? new Destination(wanted.Trim(), album?.Trim()) : null)
            ?? throw new CommandException(
                listing.ExitCode, context.Texts.RequiresLookup(album ?? wanted, listing.Problem!), listing.Detail);
        context.Warn(context.Texts.EventLookupFailed(listing.Problem!));
        return destination;
    }

    /// <summary>The ID of an event given by ID, title or address, without a request.</summary>
    public static string FindId(CommandContext context, string wanted) =>
        DestinationResolver.FindCached(context, wanted, album: null)?.LinkId ?? wanted.Trim();

    /// <summary>The titles of an event and album, as far as they are known.</summary>
    public static string Describe(IReadOnlyList<EventPicsEvent>? events, string linkId, string? albumId)
    {
        var found = events?.FirstOrDefault(known => known.LinkId == linkId);
        return Texts.Place(
            new Destination(linkId, albumId, found?.Title, found?.Albums.FirstOrDefault(album => album.Id == albumId)?.Title));
    }
}
