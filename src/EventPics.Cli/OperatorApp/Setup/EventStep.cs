using EventPics.Cli.Context;
using EventPics.Cli.Sending.Destinations;

namespace EventPics.Cli.OperatorApp.Setup;

/// <summary>The second step: lists the events and albums.</summary>
internal static class EventStep
{
    public static async Task<WireEvents> ListAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var listing = await DestinationResolver.FetchEventsAsync(context, cancellationToken).ConfigureAwait(false);
        if (listing.Events is { } events)
        {
            return new WireEvents([.. events.Select(ToWire)], null, null);
        }

        var cache = new EventCache(context.DataDirectory, context.BaseAddress);
        return cache.Load() is { } known
            ? new WireEvents([.. known.Select(ToWire)], listing.Problem, cache.SavedAt)
            : new WireEvents([], listing.Problem, null);
    }

    private static WireEvent ToWire(EventPicsEvent found) =>
        new(found.LinkId, found.Title, [.. found.Albums.Select(album => new WireAlbum(album.Id, album.Title))]);
}
