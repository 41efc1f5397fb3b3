using EventPics.Cli.Context;
using EventPics.Cli.Model;
using EventPics.Cli.Sending.Destinations;

namespace EventPics.Cli.Sending;

/// <summary>Finds out whether an event or album that accepts nothing exists at all: one that doesn't is not worth waiting for.</summary>
internal sealed class DestinationCheck(CommandContext context)
{
    private static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(10);

    private long? _lastCheckAt;

    /// <summary>What the files are for and the account does not have; none while one of the destinations exists, or nobody can say.</summary>
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
        events.FirstOrDefault(known => known.LinkId == destination.LinkId) is { } found && (destination.AlbumId is null || found.Albums.Any(album => album.Id == destination.AlbumId));
}
