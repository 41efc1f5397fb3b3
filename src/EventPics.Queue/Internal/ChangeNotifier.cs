using Microsoft.Extensions.Logging;

namespace EventPics.Queue.Internal;

/// <summary>Hands changes to the program in order: on the context of whoever opened the queue, which is the UI thread there, else on the thread pool.</summary>
internal sealed class ChangeNotifier
{
    /// <summary>So many in one call, then a screen gets its thread back to draw and to hear its user.</summary>
    private const int MostAtOnce = 50;

    private readonly SynchronizationContext? _context;
    private readonly ILogger _logger;
    private readonly Action<QueueChangedEventArgs> _raise;
    private readonly LinkedList<QueuedUpload?> _waiting = new();
    private readonly Dictionary<string, LinkedListNode<QueuedUpload?>> _latest = new(StringComparer.Ordinal);
    private bool _isDraining;

    public ChangeNotifier(SynchronizationContext? context, ILogger logger, Action<QueueChangedEventArgs> raise)
    {
        // The base class posts to the thread pool without keeping the order.
        _context = context?.GetType() == typeof(SynchronizationContext) ? null : context;
        (_logger, _raise) = (logger, raise);
    }

    /// <summary>Never throws: whoever reports a change must not suffer from who listens.</summary>
    public void Post(QueuedUpload? upload)
    {
        lock (_waiting)
        {
            if (upload is not null && IsProgress(upload) && _latest.TryGetValue(upload.Id, out var earlier) && IsProgress(earlier.Value!))
            {
                earlier.Value = upload; // A screen that is behind needs the newest only. States are never left out.
                return;
            }

            var added = _waiting.AddLast(upload);
            if (upload is not null)
            {
                _latest[upload.Id] = added;
            }

            if (_isDraining)
            {
                return;
            }

            _isDraining = true;
        }

        Schedule();
    }

    private static bool IsProgress(QueuedUpload upload) => upload is { State: QueuedUploadState.Sending, BytesSent: > 0 };

    private void Schedule()
    {
        try
        {
            if (_context is not null)
            {
                _context.Post(static notifier => ((ChangeNotifier)notifier!).Drain(), this);
                return;
            }
        }
        catch (Exception e)
        {
            // The window is closed, its thread gone. The program may listen all the same.
            Log.HandlerFailed(_logger, e);
        }

        ThreadPool.QueueUserWorkItem(static notifier => ((ChangeNotifier)notifier!).Drain(), this);
    }

    private void Drain()
    {
        for (var n = 0; n < MostAtOnce; n++)
        {
            QueuedUpload? change;
            lock (_waiting)
            {
                if (_waiting.First is not { } first)
                {
                    _isDraining = false;
                    return;
                }

                _waiting.RemoveFirst();
                change = first.Value;
                if (change is not null && _latest.TryGetValue(change.Id, out var latest) && latest == first)
                {
                    _latest.Remove(change.Id);
                }
            }

            Raise(change);
        }

        Schedule();
    }

    private void Raise(QueuedUpload? change)
    {
        try
        {
            _raise(new QueueChangedEventArgs(change));
        }
        catch (Exception e)
        {
            // A booth's screen must not stop its uploads.
            Log.HandlerFailed(_logger, e);
        }
    }
}
