using System.Collections.Concurrent;
using EventPics.Dashboard.Internal.Wire;

namespace EventPics.Dashboard.Internal.Accounts;

/// <summary>The events and albums that a client lists. While they can't be listed, the last known ones are shown.</summary>
internal sealed class EventTitles(TimeProvider time)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(8);

    private readonly ConcurrentDictionary<string, (WireEvents Events, long At)> _known = new(StringComparer.Ordinal);

    /// <summary>Lists them. Pages are complete without titles, so a failure is no error.</summary>
    public async Task<WireEvents> ListAsync(Account account, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(account.Name, out var known) && time.GetElapsedTime(known.At) < MaxAge)
        {
            return known.Events;
        }

        if (await TryListAsync(account, cancellationToken).ConfigureAwait(false) is { } events)
        {
            _known[account.Name] = (events, time.GetTimestamp());
            return events;
        }

        return (known.Events ?? new WireEvents([], false)) with { IsComplete = false };
    }

    private async Task<WireEvents?> TryListAsync(Account account, CancellationToken cancellationToken)
    {
        if (account.Client is null)
        {
            return null;
        }

        using var timeout = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            var events = await account.Client.GetEventsAndAlbumsAsync(either.Token).ConfigureAwait(false);
            return new WireEvents([.. events.Select(ToWire)], true);
        }
        catch (EventPicsException)
        {
            return null;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return null;
        }
    }

    private static WireEvent ToWire(EventPicsEvent found) =>
        new(found.LinkId, found.Title, [.. found.Albums.Select(album => new WireAlbum(album.Id, album.Title))]);
}
