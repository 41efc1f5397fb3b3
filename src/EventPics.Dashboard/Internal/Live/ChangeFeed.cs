using System.Threading.Channels;
using EventPics.Dashboard.Internal.Wire;
using EventPics.Queue;

namespace EventPics.Dashboard.Internal.Live;

/// <summary>
/// The latest changes of one queue, each photo once, for pages that follow it. A page that has missed more than is kept reads everything
/// again.
/// </summary>
internal sealed class ChangeFeed
{
    private const int Capacity = 500;

    // Older photos hardly change any more; a page that is opened or filtered reads them anyway.
    private const int MaxCompared = 5000;

    private static readonly TimeSpan MinGap = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    private readonly UploadQueue _queue;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (long Revision, WireUpload Upload)> _latest = new(StringComparer.Ordinal);
    private readonly Channel<bool> _unknownChanges =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly TaskCompletionSource _started = NewSignal();
    private Dictionary<string, WireUpload>? _known; // What the pages know; null when the photos could not be read.
    private TaskCompletionSource _next = NewSignal();
    private long _revision;
    private long _complete; // Every change after this revision is kept.

    /// <summary>Follows the queue for as long as it lives.</summary>
    public ChangeFeed(UploadQueue queue, TimeProvider time)
    {
        (_queue, _time) = (queue, time);
        queue.Changed += OnChanged;
        _ = FindUnknownChangesAsync();
    }

    /// <summary>Completes when every change from then on is noticed: a page must not read its list earlier.</summary>
    public Task Started => _started.Task;

    /// <summary>Gets the changes since a revision, oldest first.</summary>
    public FeedChanges Read(long since)
    {
        lock (_lock)
        {
            WireUpload[]? changes = since < _complete || since > _revision ? null :
            [
                .. _latest.Values
                    .Where(change => change.Revision > since).OrderBy(change => change.Revision).Select(change => change.Upload),
            ];
            return new FeedChanges(_revision, changes, _next.Task);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void OnChanged(object? sender, QueueChangedEventArgs e)
    {
        if (e.Upload is { } upload)
        {
            lock (_lock)
            {
                Record(upload.ToWire());
            }
        }
        else
        {
            _unknownChanges.Writer.TryWrite(true);
        }

        Signal(); // The status may have changed, too.
    }

    // The queue's event names no photo when only its health has changed, which happens every few seconds, and when any photo may have
    // changed. Which is the case is found out here, once for all pages, because otherwise each would read its whole list again.
    private async Task FindUnknownChangesAsync()
    {
        try
        {
            while (true)
            {
                var isKnown = await TryCompareAsync().ConfigureAwait(false);
                _started.TrySetResult();
                if (!isKnown)
                {
                    await Task.Delay(RetryDelay, _time).ConfigureAwait(false);
                    continue;
                }

                await _unknownChanges.Reader.ReadAsync().ConfigureAwait(false);
                await Task.Delay(MinGap, _time).ConfigureAwait(false);
            }
        }
        catch (ObjectDisposedException)
        {
            // The program stops.
        }
        finally
        {
            _started.TrySetResult();
        }
    }

    private async Task<bool> TryCompareAsync()
    {
        var start = Read(0).Revision;
        try
        {
            var photos = new Dictionary<string, WireUpload>(StringComparer.Ordinal);
            await foreach (var upload in _queue.EnumerateAsync().ConfigureAwait(false))
            {
                photos[upload.Id] = upload.ToWire();
                if (photos.Count == MaxCompared)
                {
                    break;
                }
            }

            if (Apply(photos, start))
            {
                Signal();
            }

            return true;
        }
        catch (IOException)
        {
            lock (_lock)
            {
                _known = null;
            }

            return false; // The status says why.
        }
    }

    private bool Apply(Dictionary<string, WireUpload> photos, long start)
    {
        lock (_lock)
        {
            var before = _revision;
            if (_known is not null)
            {
                foreach (var (id, upload) in photos.Reverse()) // oldest first
                {
                    // What was read may be older than a change that was reported meanwhile.
                    if (_latest.GetValueOrDefault(id).Revision <= start && upload != _known.GetValueOrDefault(id))
                    {
                        Record(upload);
                    }
                }
            }
            else if (_started.Task.IsCompleted)
            {
                _latest.Clear(); // Anything may have changed since the photos were last read.
                _complete = ++_revision;
            }

            foreach (var (id, (_, upload)) in _latest)
            {
                photos[id] = upload;
            }

            _known = photos;
            return _revision != before;
        }
    }

    private void Record(WireUpload upload)
    {
        _latest[upload.Id] = (++_revision, upload);
        _known?[upload.Id] = upload;
        if (_latest.Count <= Capacity)
        {
            return;
        }

        foreach (var (id, (revision, _)) in _latest.OrderBy(change => change.Value.Revision).Take(Capacity / 2).ToArray())
        {
            _latest.Remove(id);
            _complete = revision;
        }
    }

    private void Signal()
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            (changed, _next) = (_next, NewSignal());
        }

        changed.SetResult();
    }
}
