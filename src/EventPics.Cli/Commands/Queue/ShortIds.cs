namespace EventPics.Cli.Commands.Queue;

/// <summary>The shortest prefixes that tell IDs apart.</summary>
internal sealed class ShortIds
{
    private const int MinLength = 7;

    private readonly List<string> _sorted;

    public ShortIds(IEnumerable<string> ids) => _sorted = [.. ids.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The shortest prefix, at least 7 characters, that no other ID shares.</summary>
    public string Of(string id)
    {
        var index = _sorted.BinarySearch(id, StringComparer.Ordinal);
        var (before, after) = index >= 0 ? (index - 1, index + 1) : (~index - 1, ~index);
        var needed = 1 + Math.Max(Shared(id, before), Shared(id, after));
        return id[..Math.Min(id.Length, Math.Max(MinLength, needed))];
    }

    private int Shared(string id, int neighbour) =>
        neighbour >= 0 && neighbour < _sorted.Count ? id.AsSpan().CommonPrefixLength(_sorted[neighbour]) : 0;
}
