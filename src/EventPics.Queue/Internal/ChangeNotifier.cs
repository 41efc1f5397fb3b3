using Microsoft.Extensions.Logging;

namespace EventPics.Queue.Internal;

/// <summary>Hands changes to the program in order: on the context of whoever opened the queue, which is the UI thread there, else on the thread pool.</summary>
internal sealed class ChangeNotifier
{
    private readonly SynchronizationContext? _context;
    private readonly ILogger _logger;
    private readonly Action<QueueChangedEventArgs> _raise;
    private readonly Queue<QueueChangedEventArgs> _waiting = new();
    private bool _isDraining;

    public ChangeNotifier(SynchronizationContext? context, ILogger logger, Action<QueueChangedEventArgs> raise)
    {
        // The base class posts to the thread pool without keeping the order.
        _context = context?.GetType() == typeof(SynchronizationContext) ? null : context;
        (_logger, _raise) = (logger, raise);
    }

    public void Post(QueuedUpload? upload)
    {
        lock (_waiting)
        {
            _waiting.Enqueue(new QueueChangedEventArgs(upload));
            if (_isDraining)
            {
                return;
            }

            _isDraining = true;
        }

        if (_context is null)
        {
            ThreadPool.QueueUserWorkItem(static notifier => ((ChangeNotifier)notifier!).Drain(), this);
        }
        else
        {
            _context.Post(static notifier => ((ChangeNotifier)notifier!).Drain(), this);
        }
    }

    private void Drain()
    {
        while (true)
        {
            QueueChangedEventArgs change;
            lock (_waiting)
            {
                if (_waiting.Count == 0)
                {
                    _isDraining = false;
                    return;
                }

                change = _waiting.Dequeue();
            }

            try
            {
                _raise(change);
            }
            catch (Exception e)
            {
                // A booth's screen must not stop its uploads.
                Log.HandlerFailed(_logger, e);
            }
        }
    }
}
