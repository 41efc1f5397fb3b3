using Microsoft.AspNetCore.Http;

namespace EventPics.Emulator.Internal.Exchanges;

/// <summary>The newest requests, without their secrets, and how many there were of each kind.</summary>
internal sealed class RequestLog(EmulatorSettings settings, ChangeSignal changes)
{
    private const string Hidden = "(hidden)";

    private static readonly HashSet<string> Secret =
        new(["Authorization", "Proxy-Authorization", "X-API-Key", "Cookie"], StringComparer.OrdinalIgnoreCase);

    private readonly Lock _lock = new();
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

    public ReceivedRequest Begin(EmulatorOperation operation, string path, HttpRequest request)
    {
        var received = new ReceivedRequest(operation, request.Method, path, Headers(request), settings.TimeProvider.GetUtcNow());
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

    private Dictionary<string, string> Headers(HttpRequest request) => request.Headers.ToDictionary(
        header => header.Key,
        header => Secret.Contains(header.Key) || header.Value.ToString().Contains(settings.ApiKey, StringComparison.Ordinal)
            ? Hidden
            : header.Value.ToString(),
        StringComparer.OrdinalIgnoreCase);
}
