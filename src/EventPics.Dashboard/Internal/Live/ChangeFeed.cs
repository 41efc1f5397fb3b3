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

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (long Revision, WireUpload Upload)> _latest = new(StringComparer.Ordinal);
    private TaskCompletionSource _next = NewSignal();
    private long _revision;
    private long _complete; // Every change after this revision is kept.

    /// <summary>Follows the queue for as long as it lives.</summary>
    public ChangeFeed(UploadQueue queue) => queue.Changed += OnChanged;

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
        TaskCompletionSource changed;
        lock (_lock)
        {
            _revision++;
            if (e.Upload is { } upload)
            {
                _latest[upload.Id] = (_revision, upload.ToWire());
                Trim();
            }
            else
            {
                _latest.Clear(); // Anything may have changed.
                _complete = _revision;
            }

            (changed, _next) = (_next, NewSignal());
        }

        changed.SetResult();
    }

    private void Trim()
    {
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
}
