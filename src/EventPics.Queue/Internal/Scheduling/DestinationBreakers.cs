using EventPics.Queue.Internal.Jobs;

namespace EventPics.Queue.Internal.Scheduling;

/// <summary>
/// Two circuit breakers for each destination: one for upload URLs, one for PUTs. Only destinations that fail have any, since each query
/// looks at all of them and an app may use thousands of albums in a season. Not thread-safe.
/// </summary>
internal sealed class DestinationBreakers(TimeProvider time)
{
    private readonly Dictionary<string, CircuitBreaker> _url = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CircuitBreaker> _put = new(StringComparer.Ordinal);

    public IEnumerable<CircuitBreaker> All => _url.Values.Concat(_put.Values);

    /// <summary>The keys of the destinations that no upload URL may be requested for.</summary>
    public IEnumerable<string> BlockedKeys =>
        _url.Concat(_put).Where(static pair => !pair.Value.AllowsAttempt).Select(static pair => pair.Key);

    /// <summary>The keys of the destinations with an open circuit.</summary>
    public IEnumerable<string> OpenKeys =>
        _url.Concat(_put).Where(static pair => !pair.Value.IsClosed).Select(static pair => pair.Key).Distinct(StringComparer.Ordinal);

    public bool AllowsAttempt(Destination destination) => AllowsAttempt(_url, destination) && AllowsAttempt(_put, destination);

    public CircuitBreaker Get(Destination destination, bool isPut)
    {
        var breakers = isPut ? _put : _url;
        if (!breakers.TryGetValue(destination.Key, out var breaker))
        {
            breakers.Add(destination.Key, breaker = new CircuitBreaker(time));
        }

        return breaker;
    }

    public void RecordSuccess(Destination destination, bool isPut)
    {
        var breakers = isPut ? _put : _url;
        if (breakers.TryGetValue(destination.Key, out var breaker))
        {
            breaker.RecordSuccess(); // A probe may still hold it.
            breakers.Remove(destination.Key);
        }
    }

    /// <summary>Forgets a destination, whose circuits no photo is left to close.</summary>
    public void Remove(string key)
    {
        _url.Remove(key);
        _put.Remove(key);
    }

    private static bool AllowsAttempt(Dictionary<string, CircuitBreaker> breakers, Destination destination) =>
        !breakers.TryGetValue(destination.Key, out var breaker) || breaker.AllowsAttempt;
}
