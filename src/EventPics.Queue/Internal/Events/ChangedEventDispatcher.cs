using Microsoft.Extensions.Logging;

namespace EventPics.Queue.Internal.Events;

/// <summary>
/// Raises changes in order: on the synchronization context that the queue was opened on, such as a UI thread's, otherwise on the thread
/// pool.
/// </summary>
internal sealed class ChangedEventDispatcher
{
    // After this many, a UI thread gets the chance to draw and to handle input.
    private const int MaxBatchSize = 50;

    // If more are pending, they are replaced by one change that means "read everything again".
    private const int MaxPending = 2000;

    // A thread that has run nothing for this long has ended: the context of a closed window accepts work and never runs it.
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
        // The base class posts to the thread pool, which does not keep the order.
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

    /// <summary>Never throws: a faulty subscriber must not affect the publisher.</summary>
    public void Post(QueuedUpload? upload)
    {
        lock (_waiting)
        {
            if (upload is not null && IsProgress(upload) && _latest.TryGetValue(upload.Id, out var earlier) && IsProgress(earlier.Value!))
            {
                earlier.Value = upload; // A slow subscriber needs only the latest progress. States are never skipped.
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

    /// <summary>Moves pending changes to the thread pool if the context's thread has ended. Called periodically.</summary>
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
        // Earlier schedules that run late must do nothing, or two threads would raise changes at the same time.
        bool isOnPool;
        long generation;
        lock (_waiting)
        {
            (isOnPool, generation, _scheduledAt) = (_context is null || _isContextDead, ++_generation, _time.GetTimestamp());
        }

        try
        {
            if (!isOnPool)
            {
                _context!.Post(_ => Drain(generation), null);
                return;
            }
        }
        catch (Exception e)
        {
            // The window is closed and its thread gone. The program may still have subscribers.
            Log.HandlerFailed(_logger, e);
        }

        using (ExecutionContextFlow.Suppress())
        {
            ThreadPool.QueueUserWorkItem(_ => Drain(generation));
        }
    }

    private void Drain(long generation)
    {
        for (var n = 0; n < MaxBatchSize; n++)
        {
            QueuedUpload? change;
            lock (_waiting)
            {
                if (generation != _generation)
                {
                    _isContextDead = false; // It was only slow, and gets the next changes again.
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
            // A faulty screen must not stop the uploads.
            Log.HandlerFailed(_logger, e);
        }
    }
}
