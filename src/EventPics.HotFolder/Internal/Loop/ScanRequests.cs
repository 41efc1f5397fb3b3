using System.Collections.Concurrent;

namespace EventPics.HotFolder.Internal.Loop;

/// <summary>The callers who wait for a search. They come on any thread, also when all is over.</summary>
internal sealed class ScanRequests
{
    private readonly ConcurrentQueue<ScanRequest> _incoming = new();
    private readonly List<ScanRequest> _active = [];
    private volatile bool _isClosed;

    public void Add(ScanRequest waiter)
    {
        _incoming.Enqueue(waiter);
        if (_isClosed)
        {
            waiter.Cancel();
        }
    }

    /// <summary>Takes note of those who came, and says whether somebody did.</summary>
    public bool AcceptIncoming()
    {
        var before = _active.Count;
        while (_incoming.TryDequeue(out var waiter))
        {
            _active.Add(waiter);
        }

        return _active.Count > before;
    }

    public void OnScanned(IReadOnlyCollection<string> pending) => _active.ForEach(waiter => waiter.OnScanned(pending));

    public void Complete(Func<string, bool> isPending) => _active.RemoveAll(waiter => waiter.TryComplete(isPending));

    /// <summary>Lets everybody go with a reason, if there is one.</summary>
    public void Fail(Exception? reason)
    {
        if (reason is not null)
        {
            _active.ForEach(waiter => waiter.Fail(reason));
            _active.Clear();
        }
    }

    /// <summary>Lets everybody go, and whoever comes from now on.</summary>
    public void Close()
    {
        // In this order, so that who comes after the last look at the arrivals sees that it is over.
        _isClosed = true;
        AcceptIncoming();
        _active.ForEach(static waiter => waiter.Cancel());
    }
}
