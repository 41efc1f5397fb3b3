using System.Text;

namespace EventPics.HotFolder.Internal;

/// <summary>Keeps an event's albums for a minute.</summary>
internal sealed class AlbumLookup(EventPicsClient client, string linkId, TimeProvider timeProvider)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(1);

    private readonly object _lock = new();
    private Task<Dictionary<string, string>>? _idsByTitle;
    private long _asked;

    public async Task<string?> FindAsync(string title, CancellationToken cancellationToken)
    {
        var known = await Ids(fresh: false, cancellationToken).ConfigureAwait(false);
        if (known.TryGetValue(Normal(title), out var id))
        {
            return id;
        }

        // An album made a moment ago, perhaps.
        known = await Ids(fresh: true, cancellationToken).ConfigureAwait(false);
        return known.TryGetValue(Normal(title), out id) ? id : null;
    }

    private Task<Dictionary<string, string>> Ids(bool fresh, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var isMissing = _idsByTitle is null || _idsByTitle.IsFaulted || _idsByTitle.IsCanceled;
            if (isMissing || (fresh && timeProvider.GetElapsedTime(_asked) >= Freshness))
            {
                _idsByTitle = FetchAsync(cancellationToken);
                _asked = timeProvider.GetTimestamp();
            }

            return _idsByTitle!;
        }
    }

    private async Task<Dictionary<string, string>> FetchAsync(CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var known in await client.GetEventsAndAlbumsAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var album in known.LinkId == linkId ? known.Albums : [])
            {
                // Of two albums with one title the first is as good as the other.
                if (!found.ContainsKey(Normal(album.Title)))
                {
                    found.Add(Normal(album.Title), album.Id);
                }
            }
        }

        return found;
    }

    // A Mac writes an umlaut in a folder's name as two characters.
    private static string Normal(string title) => title.Trim().Normalize(NormalizationForm.FormC);
}
