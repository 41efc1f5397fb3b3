namespace EventPics.HotFolder.Internal.Files;

/// <summary>
/// A pattern of file names: <c>*</c> matches any characters of one name, <c>?</c> one character, <c>**</c> any folders. Ignores case and
/// whether accents are composed.
/// </summary>
internal sealed class NamePattern
{
    private const string AnyFolders = "**";

    private readonly string[] _parts;

    public NamePattern(string text)
    {
        if (FindError(text) is { } error)
        {
            throw new ArgumentException(error, nameof(text));
        }

        Text = text;
        var pattern = TitleComparer.Key(text).Replace('\\', '/');
        while (pattern.StartsWith("./", StringComparison.Ordinal))
        {
            pattern = pattern.Substring(2);
        }

        // A bare pattern matches names in any folder; one that ends with a slash matches everything in that folder.
        pattern = pattern.IndexOf('/') < 0 ? "**/" + pattern : pattern[pattern.Length - 1] == '/' ? pattern + AnyFolders : pattern;
        _parts = pattern.Split(['/'], StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The pattern as it was specified.</summary>
    public string Text { get; }

    /// <summary>Why a pattern is invalid; <see langword="null"/> when it is valid.</summary>
    public static string? FindError(string? text) =>
        string.IsNullOrWhiteSpace(text) ? "A pattern is empty. Remove it; without any pattern, all photos and videos are included."
            : text!.IndexOfAny(['[', ']', '{', '}']) >= 0 || text[0] == '!'
                ? $"The pattern '{text}' is invalid: only *, ? and ** have a meaning. Use ? instead of a bracket, a brace or an exclamation mark."
                : null;

    /// <summary>Whether a path matches.</summary>
    /// <param name="relative">The path relative to the folder, as normalized by TitleComparer, with slashes.</param>
    public bool Matches(string relative) => Matches(0, relative.Split('/'), 0);

    private bool Matches(int part, string[] names, int name)
    {
        for (; part < _parts.Length; part++, name++)
        {
            if (_parts[part] == AnyFolders)
            {
                return part == _parts.Length - 1
                    ? name < names.Length
                    : Enumerable.Range(name, names.Length - name).Any(next => Matches(part + 1, names, next));
            }

            if (name == names.Length || !MatchesName(_parts[part], names[name]))
            {
                return false;
            }
        }

        return name == names.Length;
    }

    // Backtracks to the last star only, so the time is bounded by the product of both lengths.
    private static bool MatchesName(string pattern, string name)
    {
        int p = 0, n = 0, star = -1, resume = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = n;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == name[n]))
            {
                n += pattern[p] == '?' ? Characters(name, n) : 1;
                p++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
        {
            p++;
        }

        return p == pattern.Length;
    }

    // What a reader sees as one character: an emoji is two, and combining accents belong to their letter.
    private static int Characters(string name, int start)
    {
        var end = start + (char.IsSurrogatePair(name, start) ? 2 : 1);
        while (end < name.Length && char.GetUnicodeCategory(name, end) is System.Globalization.UnicodeCategory.NonSpacingMark)
        {
            end += char.IsSurrogatePair(name, end) ? 2 : 1;
        }

        return end - start;
    }
}
