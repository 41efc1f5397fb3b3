using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace EventPics.Internal.Http;

/// <summary>
/// Remembers when each host answered last. Only a connection that was idle for a while can have died in the pool; one that breaks soon
/// after an answer broke under the request, which counts as a failed attempt.
/// </summary>
internal sealed class IdleHostTracker(TimeProvider time)
{
    // Servers close idle connections after 5 seconds at the earliest.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    // Boxed, since the runtime has dictionaries of classes compiled already.
    private readonly ConcurrentDictionary<string, StrongBox<long>> _answered = new(StringComparer.OrdinalIgnoreCase);

    public void Answered(string authority) =>
        Volatile.Write(ref _answered.GetOrAdd(authority, static _ => new StrongBox<long>()).Value, time.GetTimestamp());

    public bool IsQuiet(string authority) =>
        !_answered.TryGetValue(authority, out var at) || time.GetElapsedTime(Volatile.Read(ref at.Value)) >= Quiet;
}
