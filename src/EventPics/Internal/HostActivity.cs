using System.Collections.Concurrent;

namespace EventPics.Internal;

/// <summary>
/// Remembers when each host answered last. Only a connection that was idle for a while can have died in the pool; one that breaks soon
/// after an answer broke under the request, which counts as a failed attempt.
/// </summary>
internal sealed class HostActivity(TimeProvider time)
{
    // Servers close idle connections after 5 seconds at the earliest.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, long> _answered = new(StringComparer.OrdinalIgnoreCase);

    public void Answered(string authority) => _answered[authority] = time.GetTimestamp();

    public bool IsQuiet(string authority) => !_answered.TryGetValue(authority, out var at) || time.GetElapsedTime(at) >= Quiet;
}
