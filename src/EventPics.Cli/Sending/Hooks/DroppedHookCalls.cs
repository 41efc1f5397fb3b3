using EventPics.Cli.Context;

namespace EventPics.Cli.Sending.Hooks;

/// <summary>Counts the calls of a hook that were dropped. Thread-safe.</summary>
internal sealed class DroppedHookCalls
{
    private readonly Lock _lock = new();
    private (int Count, HookBody First, HookBody Last)? _dropped;

    /// <returns>Whether it is the first dropped call since the last report.</returns>
    public bool Add(HookBody call)
    {
        lock (_lock)
        {
            var isFirst = _dropped is null;
            _dropped = _dropped is { } left ? (left.Count + 1, left.First, call) : (1, call, call);
            return isFirst;
        }
    }

    /// <summary>Returns and resets the calls that were dropped since the last report.</summary>
    public (int Count, HookBody First, HookBody Last)? TakeAll()
    {
        lock (_lock)
        {
            var left = _dropped;
            _dropped = null;
            return left;
        }
    }
}
