namespace EventPics.Cli.Internal;

/// <summary>Finds out whether an event or album that accepts nothing exists at all: one that doesn't is not worth waiting for.</summary>
internal sealed class DestinationCheck(Shell shell)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private long? _askedAt;

    /// <summary>What the files are for and the account does not have; none while one of the destinations exists, or nobody can say.</summary>
    public async Task<IReadOnlyList<Target>> FindMissingAsync(IEnumerable<FileResult> waiting, CancellationToken cancellationToken)
    {
        if (_askedAt is { } then && shell.Time.GetElapsedTime(then) < Pause)
        {
            return [];
        }

        _askedAt = shell.Time.GetTimestamp();
        var listing = await TargetFinder.ListAsync(shell, cancellationToken).ConfigureAwait(false);
        if (listing.Events is not { } events)
        {
            return [];
        }

        List<Target> wanted = [.. waiting.Select(file => new Target(file.Upload!.LinkId, file.Upload.AlbumId)).Distinct()];
        return wanted.Any(target => Exists(events, target)) ? [] : wanted;
    }

    private static bool Exists(IReadOnlyList<EventPicsEvent> events, Target target) =>
        events.FirstOrDefault(known => known.LinkId == target.LinkId) is { } found && (target.AlbumId is null || found.Albums.Any(album => album.Id == target.AlbumId));
}
