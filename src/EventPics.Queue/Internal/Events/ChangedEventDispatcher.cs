using Microsoft.Extensions.Logging;

namespace EventPics.Queue.Internal.Events;

/// <summary>Hands changes to the program in order: on the context of whoever opened the queue, which is the UI thread there, else on the thread pool.</summary>
internal sealed class ChangedEventDispatcher
{
    /// <summary>So many in one call, then a screen gets its thread back to draw and to hear its user.</summary>
    private const int MaxBatchSize = 50;

    /// <summary>A screen that is so far behind looks again at everything.</summary>
    private const int MaxPending = 2000;

    /// <summary>A thread that did nothing for so long has ended: contexts of closed windows take what is posted and never run it.</summary>
    private static readonly TimeSpan ContextTimeout = TimeSpan.FromSeconds(30);

    private readonly SynchronizationContext? _context;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Action<QueueChangedEventArgs> _raise;
    private readonly LinkedList<QueuedUpload?> _waiting = new();
    private readonly Dictionary<string, LinkedListNode<QueuedUpload?>> _latest = new(StringComparer.Ordinal);
    private bool _isDraining;
    private bool _isContextDead;
    private long _scheduledAt;
    private long _generation;

    public ChangedEventDispatcher(SynchronizationContext? context, TimeProvider time, ILogger logger, Action<QueueChangedEventArgs> raise)
    {
        // The base class posts to the thread pool without keeping the order.
        _context = context?.GetType() == typeof(SynchronizationContext) ? null : context;
        (_time, _logger, _raise) = (time, logger, raise);
    }

    internal bool IsDraining
    {
        get
        {
            lock (_waiting)
            {
                return _isDraining;
            }
        }
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

            if (_waiting.Count >= MaxPending)
            {
                _waiting.Clear();
                _latest.Clear();
                upload = null;
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

    /// <summary>Called now and then: hands over to the thread pool what a dead thread left.</summary>
    public void CheckContext()
    {
        lock (_waiting)
        {
            if (!_isDraining || _isContextDead || _context is null || _time.GetElapsedTime(_scheduledAt) < ContextTimeout)
            {
                return;
            }

            _isContextDead = true;
        }

        Schedule();
    }

    private static bool IsProgress(QueuedUpload upload) => upload is { State: QueuedUploadState.Sending, BytesSent: > 0 };

    private void Schedule()
    {
        // What was scheduled before and comes too late must do nothing, or two threads would tell changes at once.
        bool isOnPool;
        long turn;
        lock (_waiting)
        {
            (isOnPool, turn, _scheduledAt) = (_context is null || _isContextDead, ++_generation, _time.GetTimestamp());
        }

        try
        {
            if (!isOnPool)
            {
                _context!.Post(_ => Drain(turn), null);
                return;
            }
        }
        catch (Exception e)
        {
            // The window is closed, its thread gone. The program may listen all the same.
            Log.HandlerFailed(_logger, e);
        }

        using (ExecutionContextFlow.Suppress())
        {
            ThreadPool.QueueUserWorkItem(_ => Drain(turn));
        }
    }

    private void Drain(long turn)
    {
        for (var n = 0; n < MaxBatchSize; n++)
        {
            QueuedUpload? change;
            lock (_waiting)
            {
                if (turn != _generation)
                {
                    _isContextDead = false; // It was only slow; from the next change on it hears them again.
                    return;
                }

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
