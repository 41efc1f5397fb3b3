using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace EventPics.Emulator.Internal.Server;

/// <summary>Counts connections, and drops them during an outage.</summary>
internal sealed class ConnectionTracker
{
    private readonly ConcurrentDictionary<string, ConnectionContext> _open = new();
    private int _count;

    public Func<bool> IsOffline { get; set; } = () => false;

    public int Count => Volatile.Read(ref _count);

    public ConnectionDelegate Guard(ConnectionDelegate next) => async connection =>
    {
        Interlocked.Increment(ref _count);
        _open[connection.ConnectionId] = connection;
        try
        {
            // Checked after it was added: an outage that begins in between finds it in the list.
            if (IsOffline())
            {
                connection.Abort();
                return;
            }

            await next(connection).ConfigureAwait(false);
        }
        finally
        {
            _open.TryRemove(connection.ConnectionId, out _);
        }
    };

    public void DropAll()
    {
        foreach (var connection in _open.Values)
        {
            connection.Abort();
        }
    }
}
