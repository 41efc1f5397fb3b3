using System.Collections.Concurrent;

namespace EventPics.HotFolder.Internal.Files;

/// <summary>Several patterns; records which of them have matched a file.</summary>
internal sealed class NamePatterns(IEnumerable<string>? patterns)
{
    private readonly NamePattern[] _patterns = [.. (patterns ?? []).Select(static text => new NamePattern(text))];
    private readonly ConcurrentDictionary<NamePattern, bool> _matched = new();

    public bool IsEmpty => _patterns.Length == 0;

    public IEnumerable<string> Unmatched =>
        _patterns.Where(pattern => !_matched.ContainsKey(pattern)).Select(static pattern => pattern.Text);

    public bool Match(string canonicalPath)
    {
        var isMatch = false;
        // All patterns, so that one is not reported as unmatched because another one came first.
        foreach (var pattern in _patterns)
        {
            if ((!isMatch || !_matched.ContainsKey(pattern)) && pattern.Matches(canonicalPath))
            {
                isMatch = true;
                _matched.TryAdd(pattern, true);
            }
        }

        return isMatch;
    }
}
