using Microsoft.AspNetCore.Http;

namespace EventPics.Emulator.Internal;

/// <summary>Every request that came, secrets taken out.</summary>
internal sealed class RequestLog(EmulatorSettings settings, ChangeSignal changes)
{
    private const string Hidden = "(hidden)";

    private static readonly HashSet<string> Secret =
        new(["Authorization", "Proxy-Authorization", "X-API-Key", "Cookie"], StringComparer.OrdinalIgnoreCase);

    private readonly Lock _lock = new();
    private readonly List<ReceivedRequest> _requests = [];

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
            return _requests.Count(request => request.Operation == operation);
        }
    }

    public ReceivedRequest Begin(EmulatorOperation operation, string path, HttpRequest request)
    {
        var received = new ReceivedRequest(operation, request.Method, path, Headers(request), settings.TimeProvider.GetUtcNow());
        lock (_lock)
        {
            _requests.Add(received);
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
