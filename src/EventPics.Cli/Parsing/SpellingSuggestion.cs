namespace EventPics.Cli.Parsing;

/// <summary>Suggests a correction for a mistyped word.</summary>
internal static class SpellingSuggestion
{
    /// <summary>The nearest candidate, unless all are too different.</summary>
    public static string? Find(string word, IEnumerable<string> candidates)
    {
        var best = candidates
            .Select(candidate => (candidate, distance: Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .OrderBy(pair => pair.distance)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.candidate is not null && best.distance <= Math.Max(1, Letters(word) / 3) ? best.candidate : null;
    }

    private static int Letters(string word) => word.Count(char.IsLetterOrDigit);

    // Optimal string alignment: two swapped letters count as one edit.
    private static int Distance(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    table[i, j] = i + j;
                    continue;
                }

                var change = a[i - 1] == b[j - 1] ? 0 : 1;
                var least = Math.Min(table[i - 1, j - 1] + change, Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
                var swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                table[i, j] = swapped ? Math.Min(least, table[i - 2, j - 2] + 1) : least;
            }
        }

        return table[a.Length, b.Length];
    }
}
