using System.Collections.Concurrent;

namespace EventPics.Internal.Upload;

/// <summary>Remembers which hosts send no ETag although their kind of storage always does: a proxy strips it there.</summary>
internal sealed class ETagTracker
{
    // After this many photos without an ETag, sending each of them twice only costs time.
    private const int MissingThreshold = 3;

    private readonly ConcurrentDictionary<string, Host> _hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a host is known to send no ETags.</summary>
    public bool NeverSendsETag(string authority) =>
        _hosts.TryGetValue(authority, out var host) && Volatile.Read(ref host.Photos) >= MissingThreshold;

    /// <summary>Records that a host sent an ETag, so that one is expected from it again.</summary>
    public void OnETag(string authority)
    {
        if (_hosts.TryGetValue(authority, out var host))
        {
            Volatile.Write(ref host.Photos, 0);
        }
    }

    /// <summary>Records a photo that a host confirmed twice without an ETag.</summary>
    /// <returns>Whether it is the host's first, so worth a warning.</returns>
    public bool OnMissingETag(string authority)
    {
        var host = _hosts.GetOrAdd(authority, static _ => new Host());
        Interlocked.Increment(ref host.Photos);
        return Interlocked.Exchange(ref host.Warned, 1) == 0;
    }

    private sealed class Host
    {
        public int Photos;
        public int Warned;
    }
}
