using System.Collections.Concurrent;

namespace EventPics.HotFolder.Internal.Loop;

/// <summary>The callers that wait for a scan. They may come on any thread, also after the hot folder was disposed.</summary>
internal sealed class ScanRequests
{
    private readonly ConcurrentQueue<ScanRequest> _incoming = new();
    private readonly List<ScanRequest> _active = [];
    private volatile bool _isClosed;

    public void Add(ScanRequest request)
    {
        _incoming.Enqueue(request);
        if (_isClosed)
        {
            request.Cancel();
        }
    }

    /// <summary>Accepts new requests.</summary>
    public bool AcceptIncoming()
    {
        var before = _active.Count;
        while (_incoming.TryDequeue(out var request))
        {
            _active.Add(request);
        }

        return _active.Count > before;
    }

    public void OnScanned(IReadOnlyCollection<string> pending) => _active.ForEach(request => request.OnScanned(pending));

    public void Complete(Func<string, bool> isPending) => _active.RemoveAll(request => request.TryComplete(isPending));

    /// <summary>Fails all requests if there is a reason.</summary>
    public void Fail(Exception? reason)
    {
        if (reason is not null)
        {
            _active.ForEach(request => request.Fail(reason));
            _active.Clear();
        }
    }

    /// <summary>Cancels all current and future requests.</summary>
    public void Close()
    {
        // In this order, so that a request added after the last AcceptIncoming sees that it is closed.
        _isClosed = true;
        AcceptIncoming();
        _active.ForEach(static request => request.Cancel());
    }
}
