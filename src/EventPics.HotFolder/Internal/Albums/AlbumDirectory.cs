namespace EventPics.HotFolder.Internal.Albums;

/// <summary>Caches an event's albums: the service is queried at most once a minute, and less often while it fails.</summary>
internal sealed class AlbumDirectory(EventPicsClient client, string linkId, TimeProvider timeProvider)
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromSeconds(15);

    private readonly object _lock = new();
    private Dictionary<string, string> _known = new(TitleComparer.Instance);
    private Task<Dictionary<string, string>>? _latest;
    private long _ended;
    private int _failures;

    public async Task<string?> FindAsync(string title, CancellationToken cancellationToken)
    {
        Task<Dictionary<string, string>> latest;
        lock (_lock)
        {
            if (_latest is null || (_latest.IsCompleted && timeProvider.GetElapsedTime(_ended) >= NextRefreshDelay))
            {
                // Not tied to the first caller's token: other callers share this task.
                _latest = Task.Run(() => FetchAsync(CancellationToken.None), CancellationToken.None);
            }

            latest = _latest;
            // A title that is already cached is returned without waiting.
            if (_known.TryGetValue(title, out var known))
            {
                return known;
            }
        }

        var ids = await latest.WaitAsync(cancellationToken).ConfigureAwait(false);
        return ids.TryGetValue(title, out var id) ? id : null;
    }

    private TimeSpan NextRefreshDelay => _failures == 0 ? RefreshInterval : Backoff.Delay(_failures - 1, FirstRetryDelay, RefreshInterval);

    private async Task<Dictionary<string, string>> FetchAsync(CancellationToken cancellationToken)
    {
        try
        {
            var found = await ListAsync(cancellationToken).ConfigureAwait(false);
            lock (_lock)
            {
                (_known, _failures, _ended) = (found, 0, timeProvider.GetTimestamp());
            }

            return found;
        }
        catch
        {
            lock (_lock)
            {
                (_failures, _ended) = (_failures + 1, timeProvider.GetTimestamp());
            }

            throw;
        }
    }

    private async Task<Dictionary<string, string>> ListAsync(CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, string>(TitleComparer.Instance);
        foreach (var known in await client.GetEventsAndAlbumsAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var album in known.LinkId == linkId ? known.Albums : [])
            {
                // Of two albums with the same title, the first is used.
                if (!found.ContainsKey(album.Title))
                {
                    found.Add(album.Title, album.Id);
                }
            }
        }

        return found;
    }
}
