using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using EventPics.Queue;

namespace WebBooth.Photos;

/// <summary>Passes the queue's changes on to every open page.</summary>
internal sealed class PhotoChanges : IDisposable
{
    private static readonly TimeSpan HealthInterval = TimeSpan.FromSeconds(10);

    private readonly UploadQueue _queue;
    private readonly TimeProvider _timeProvider;
    private readonly Lock _lock = new();
    private readonly HashSet<Channel<PhotoState>> _pages = [];

    public PhotoChanges(UploadQueue queue, TimeProvider? timeProvider = null)
    {
        (_queue, _timeProvider) = (queue, timeProvider ?? TimeProvider.System);
        queue.Changed += OnChanged;
    }

    /// <summary>One page's changes: <c>photo</c> when a photo's state changes, <c>health</c> at the start and every 10 s, which also keeps proxies from closing the line.</summary>
    public async IAsyncEnumerable<SseItem<object>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A page that falls behind loses the oldest changes; it asks for the states of its photos from time to time.
        var page = Channel.CreateBounded<PhotoState>(new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_lock)
        {
            _pages.Add(page);
        }

        try
        {
            var change = page.Reader.WaitToReadAsync(cancellationToken).AsTask();
            while (true)
            {
                var status = await _queue.GetStatusAsync(cancellationToken);
                yield return new SseItem<object>(new { health = status.Health.ToString(), waiting = status.Waiting + status.Sending }, "health");
                var pause = Task.Delay(HealthInterval, _timeProvider, cancellationToken);
                while (await Task.WhenAny(change, pause) == change)
                {
                    await change;
                    while (page.Reader.TryRead(out var photo))
                    {
                        yield return new SseItem<object>(photo, "photo");
                    }

                    change = page.Reader.WaitToReadAsync(cancellationToken).AsTask();
                }

                await pause;
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

    public void Dispose() => _queue.Changed -= OnChanged;

    private void OnChanged(object? sender, QueueChangedEventArgs e)
    {
        if (e.Upload is not { } upload)
        {
            return;
        }

        var photo = PhotoState.Of(upload);
        lock (_lock)
        {
            foreach (var page in _pages)
            {
                page.Writer.TryWrite(photo);
            }
        }
    }
}
