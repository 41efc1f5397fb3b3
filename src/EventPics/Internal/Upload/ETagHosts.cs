using System.Collections.Concurrent;

namespace EventPics.Internal.Upload;

/// <summary>Remembers which hosts send no ETag although their kind of storage always does: a proxy strips it there.</summary>
internal sealed class ETagHosts
{
    // After so many photos without one, sending each of them twice would only cost time.
    private const int KnownAfter = 3;

    private readonly ConcurrentDictionary<string, Host> _hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a host is known to send none.</summary>
    public bool SendsNone(string authority) => _hosts.TryGetValue(authority, out var host) && Volatile.Read(ref host.Photos) >= KnownAfter;

    /// <summary>Notes that a host did send one, so that it is expected from there again.</summary>
    public void Sent(string authority)
    {
        if (_hosts.TryGetValue(authority, out var host))
        {
            Volatile.Write(ref host.Photos, 0);
        }
    }

    /// <summary>Notes a photo that a host confirmed twice without one.</summary>
    /// <returns>Whether it is the host's first, so worth a warning.</returns>
    public bool Missing(string authority)
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
