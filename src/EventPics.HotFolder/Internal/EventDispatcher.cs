using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal;

/// <summary>Tells listeners in order, on the window's thread if there is one; the hot folder never waits for them.</summary>
internal sealed class EventDispatcher(ILogger logger)
{
    private const int MaxPending = 10_000;

    private readonly SynchronizationContext? _context = SynchronizationContext.Current;
    private readonly Queue<Action> _pending = new();
    private bool _running;
    private int _dropped;

    public void Post(Action tell)
    {
        lock (_pending)
        {
            _pending.Enqueue(tell);
            if (_pending.Count > MaxPending)
            {
                // A window that is gone may take work without ever doing it. Its memory must not grow until the photos suffer.
                _pending.Dequeue();
                if (++_dropped == 1)
                {
                    Log.EventsDropped(logger);
                }
            }

            if (_running)
            {
                return;
            }

            _running = true;
        }

        if (_context is null || !TryPost(_context))
        {
            ThreadPool.QueueUserWorkItem(static pump => ((EventDispatcher)pump!).Run(), this);
        }
    }

    private bool TryPost(SynchronizationContext context)
    {
        try
        {
            context.Post(static pump => ((EventDispatcher)pump!).Run(), this);
            return true;
        }
#pragma warning disable CA1031 // A window that is closed throws what it likes; others may still listen.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.ListenerFailed(logger, e);
            return false;
        }
    }

    private void Run()
    {
        while (true)
        {
            Action tell;
            lock (_pending)
            {
                if (_pending.Count == 0)
                {
                    _running = false;
                    return;
                }

                tell = _pending.Dequeue();
            }

            try
            {
                tell();
            }
#pragma warning disable CA1031 // A listener's mistake must not stop the uploads.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Log.ListenerFailed(logger, e);
            }
        }
    }
}
