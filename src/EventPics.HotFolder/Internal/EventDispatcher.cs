using Microsoft.Extensions.Logging;

namespace EventPics.HotFolder.Internal;

/// <summary>
/// Raises events in order, in the captured synchronization context if there is one; the hot folder never waits for the listeners.
/// </summary>
internal sealed class EventDispatcher(ILogger logger)
{
    private const int MaxPending = 10_000;

    private readonly SynchronizationContext? _context = SynchronizationContext.Current;
    private readonly Queue<Action> _pending = new();
    private bool _running;
    private int _dropped;

    public void Post(Action raise)
    {
        lock (_pending)
        {
            _pending.Enqueue(raise);
            if (_pending.Count > MaxPending)
            {
                // A window that was closed may accept work without ever doing it. Memory must not grow until the uploads suffer.
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
            ThreadPool.QueueUserWorkItem(static dispatcher => ((EventDispatcher)dispatcher!).Run(), this);
        }
    }

    private bool TryPost(SynchronizationContext context)
    {
        try
        {
            context.Post(static dispatcher => ((EventDispatcher)dispatcher!).Run(), this);
            return true;
        }
#pragma warning disable CA1031 // A closed window may throw anything; there may be other listeners.
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
            Action raise;
            lock (_pending)
            {
                if (_pending.Count == 0)
                {
                    _running = false;
                    return;
                }

                raise = _pending.Dequeue();
            }

            try
            {
                raise();
            }
#pragma warning disable CA1031 // A bug in a listener must not stop the uploads.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Log.ListenerFailed(logger, e);
            }
        }
    }
}
