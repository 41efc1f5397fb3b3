using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace EventPics.Internal.Http;

/// <summary>
/// Remembers when each host responded last. Only a connection that was idle for a while can have died in the pool; one that is lost soon
/// after a response was lost under the request, which counts as a failed attempt.
/// </summary>
internal sealed class IdleHostTracker(TimeProvider time)
{
    // Servers close idle connections after 5 seconds at the earliest.
    private static readonly TimeSpan IdleThreshold = TimeSpan.FromSeconds(2);

    // Boxed, because the runtime ships dictionaries of reference types precompiled.
    private readonly ConcurrentDictionary<string, StrongBox<long>> _respondedAt = new(StringComparer.OrdinalIgnoreCase);

    public void OnResponse(string authority) =>
        Volatile.Write(ref _respondedAt.GetOrAdd(authority, static _ => new StrongBox<long>()).Value, time.GetTimestamp());

    public bool IsIdle(string authority) =>
        !_respondedAt.TryGetValue(authority, out var at) || time.GetElapsedTime(Volatile.Read(ref at.Value)) >= IdleThreshold;
}
