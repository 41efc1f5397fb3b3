using System.Text;

namespace EventPics.HotFolder.Internal;

/// <summary>Keeps an event's albums for a minute.</summary>
internal sealed class AlbumLookup(EventPicsClient client, string linkId, TimeProvider timeProvider)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private Dictionary<string, string>? _idsByTitle;
    private long _fetched;

    public async Task<string?> FindAsync(string title, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_idsByTitle?.TryGetValue(Normal(title), out var known) == true)
            {
                return known;
            }

            if (_idsByTitle is null || timeProvider.GetElapsedTime(_fetched) >= Freshness)
            {
                _idsByTitle = await FetchAsync(cancellationToken).ConfigureAwait(false);
                _fetched = timeProvider.GetTimestamp();
            }

            return _idsByTitle.TryGetValue(Normal(title), out var id) ? id : null;
        }
        finally
        {
            _oneAtATime.Release();
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
