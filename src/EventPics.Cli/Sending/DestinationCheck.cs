using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Cli.Sending.Destinations;

namespace EventPics.Cli.Sending;

/// <summary>Checks whether events and albums that accept no photos exist at all: waiting for one that doesn't is in vain.</summary>
internal sealed class DestinationCheck(CommandContext context)
{
    private static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(10);

    private long? _lastCheckAt;

    /// <summary>
    /// The destinations that files wait for and the account does not have; none while one of them exists, or while that is unknown.
    /// </summary>
    public async Task<IReadOnlyList<Destination>> FindMissingAsync(IEnumerable<FileResult> waiting, CancellationToken cancellationToken)
    {
        if (_lastCheckAt is { } then && context.Time.GetElapsedTime(then) < MinInterval)
        {
            return [];
        }

        _lastCheckAt = context.Time.GetTimestamp();
        var listing = await DestinationResolver.FetchEventsAsync(context, cancellationToken).ConfigureAwait(false);
        if (listing.Events is not { } events)
        {
            return [];
        }

        List<Destination> wanted = [.. waiting.Select(file => new Destination(file.Upload!.LinkId, file.Upload.AlbumId)).Distinct()];
        return wanted.Any(destination => Exists(events, destination)) ? [] : wanted;
    }

    private static bool Exists(IReadOnlyList<EventPicsEvent> events, Destination destination) =>
        events.FirstOrDefault(known => known.LinkId == destination.LinkId) is { } found
            && (destination.AlbumId is null || found.Albums.Any(album => album.Id == destination.AlbumId));
}
