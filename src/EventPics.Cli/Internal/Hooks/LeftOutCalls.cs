namespace EventPics.Cli.Internal;

/// <summary>Counts the calls of a hook that were left out. Thread-safe.</summary>
internal sealed class LeftOutCalls
{
    private readonly Lock _lock = new();
    private (int Count, HookBody First, HookBody Last)? _left;

    /// <returns>Whether it is the first since the last report.</returns>
    public bool Add(HookBody news)
    {
        lock (_lock)
        {
            var isFirst = _left is null;
            _left = _left is { } left ? (left.Count + 1, left.First, news) : (1, news, news);
            return isFirst;
        }
    }

    /// <summary>What was left out since the last report.</summary>
    public (int Count, HookBody First, HookBody Last)? Take()
    {
        lock (_lock)
        {
            var left = _left;
            _left = null;
            return left;
        }
    }
}
