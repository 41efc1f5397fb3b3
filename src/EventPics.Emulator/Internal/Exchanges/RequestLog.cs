using Microsoft.AspNetCore.Http;

namespace EventPics.Emulator.Internal.Exchanges;

/// <summary>Records the newest requests without their secrets, and counts them by operation.</summary>
internal sealed class RequestLog(EmulatorSettings settings, ChangeSignal changes)
{
    private const string Hidden = "(hidden)";

    private static readonly HashSet<string> SecretHeaders =
        new(["Authorization", "Proxy-Authorization", "X-API-Key", "Cookie"], StringComparer.OrdinalIgnoreCase);

    private readonly object _lock = new();
    private readonly Queue<ReceivedRequest> _requests = new();
    private readonly Dictionary<EmulatorOperation, int> _counts = [];

    public IReadOnlyList<ReceivedRequest> Snapshot
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    public int Count(EmulatorOperation operation)
    {
        lock (_lock)
        {
            return _counts.GetValueOrDefault(operation);
        }
    }

    public ReceivedRequest Add(EmulatorOperation operation, string path, HttpRequest request)
    {
        var received = new ReceivedRequest(operation, request.Method, path, RedactHeaders(request), settings.TimeProvider.GetUtcNow());
        lock (_lock)
        {
            _counts[operation] = _counts.GetValueOrDefault(operation) + 1;
            _requests.Enqueue(received);
            if (_requests.Count > settings.MaxRequests)
            {
                _requests.Dequeue();
            }
        }

        changes.Set();
        return received;
    }

    private Dictionary<string, string> RedactHeaders(HttpRequest request) => request.Headers.ToDictionary(
        header => header.Key,
        header => SecretHeaders.Contains(header.Key) || header.Value.ToString().Contains(settings.ApiKey, StringComparison.Ordinal)
            ? Hidden
            : header.Value.ToString(),
        StringComparer.OrdinalIgnoreCase);
}
