using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using EventPics.Queue;

namespace WebBooth.Photos;

/// <summary>Passes the queue's changes on to the open pages, to each those of its own photos.</summary>
internal sealed class PhotoChanges : IDisposable
{
    private static readonly TimeSpan HealthInterval = TimeSpan.FromSeconds(10);

    private readonly UploadQueue _queue;
    private readonly TimeProvider _timeProvider;
    private readonly Lock _lock = new();
    private readonly HashSet<Page> _pages = [];

    public PhotoChanges(UploadQueue queue, TimeProvider? timeProvider = null)
    {
        (_queue, _timeProvider) = (queue, timeProvider ?? TimeProvider.System);
        queue.Changed += OnChanged;
    }

    /// <summary>
    /// One page's changes until the token is cancelled: <c>photo</c> when the state of one of these photos changes, <c>health</c> at the start and
    /// every 10 s, by which the page knows that the line is alive.
    /// </summary>
    public async IAsyncEnumerable<SseItem<object>> ReadAsync(
        IEnumerable<string> ids, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A page that falls behind loses the oldest changes; it asks for the states of its photos from time to time.
        var changes = Channel.CreateBounded<PhotoState>(new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropOldest });
        var page = new Page([.. ids], changes.Writer);
        lock (_lock)
        {
            _pages.Add(page);
        }

        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                yield return new SseItem<object>(new { health = await HealthAsync() }, "health");
                using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                using var timer = _timeProvider.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), pause, HealthInterval, Timeout.InfiniteTimeSpan);
                while (await HasChangeAsync(changes, pause.Token))
                {
                    while (changes.Reader.TryRead(out var photo))
                    {
                        yield return new SseItem<object>(photo, "photo");
                    }
                }
            }
        }
        finally
        {
            lock (_lock)
            {
                _pages.Remove(page);
            }
        }
    }

    /// <summary>Whether photos reach the album, and if not, why.</summary>
    public async Task<string> HealthAsync()
    {
        try
        {
            var status = await _queue.GetStatusAsync();
            return (status is { Health: QueueHealth.Online, OtherAccount: > 0 } ? QueueHealth.EventUnavailable : status.Health).ToString();
        }
        catch (UploadQueueException)
        {
            return nameof(QueueHealth.StorageError);
        }
    }

    public void Dispose() => _queue.Changed -= OnChanged;

    // False when the token is cancelled.
    private static async Task<bool> HasChangeAsync(Channel<PhotoState> changes, CancellationToken cancellationToken)
    {
        try
        {
            return await changes.Reader.WaitToReadAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void OnChanged(object? sender, QueueChangedEventArgs e)
    {
        if (e.Upload is not { } upload)
        {
            return;
        }

        var photo = PhotoState.Of(upload);
        lock (_lock)
        {
            foreach (var page in _pages.Where(page => page.Ids.Contains(photo.Id)))
            {
                page.Changes.TryWrite(photo);
            }
        }
    }

    private sealed record Page(HashSet<string> Ids, ChannelWriter<PhotoState> Changes);
}
