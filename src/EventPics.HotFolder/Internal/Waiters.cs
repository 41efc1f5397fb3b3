using System.Collections.Concurrent;

namespace EventPics.HotFolder.Internal;

/// <summary>The callers who wait for a search. They come on any thread, also when all is over.</summary>
internal sealed class Waiters
{
    private readonly ConcurrentQueue<Waiter> _arriving = new();
    private readonly List<Waiter> _waiting = [];
    private volatile bool _isOver;

    public void Add(Waiter waiter)
    {
        _arriving.Enqueue(waiter);
        if (_isOver)
        {
            waiter.Cancel();
        }
    }

    /// <summary>Takes note of those who came, and says whether somebody did.</summary>
    public bool Take()
    {
        var before = _waiting.Count;
        while (_arriving.TryDequeue(out var waiter))
        {
            _waiting.Add(waiter);
        }

        return _waiting.Count > before;
    }

    public void Scanned(IReadOnlyCollection<string> pending) => _waiting.ForEach(waiter => waiter.Scanned(pending));

    public void Complete(Func<string, bool> isPending) => _waiting.RemoveAll(waiter => waiter.TryComplete(isPending));

    /// <summary>Lets everybody go with a reason, if there is one.</summary>
    public void Fail(Exception? reason)
    {
        if (reason is not null)
        {
            _waiting.ForEach(waiter => waiter.Fail(reason));
            _waiting.Clear();
        }
    }

    /// <summary>Lets everybody go, and whoever comes from now on.</summary>
    public void End()
    {
        // In this order, so that who comes after the last look at the arrivals sees that it is over.
        _isOver = true;
        Take();
        _waiting.ForEach(static waiter => waiter.Cancel());
    }
}
