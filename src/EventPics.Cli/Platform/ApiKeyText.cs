namespace EventPics.Cli.Platform;

/// <summary>Removes what a clipboard, a file or a shell adds around an API key.</summary>
internal static class ApiKeyText
{
    private static readonly char[] Quotes =
        ['"', '\'', '`', '\u2018', '\u2019', '\u201a', '\u201c', '\u201d', '\u201e', '\u00ab', '\u00bb', '\u2039', '\u203a'];

    // A byte order mark, and the zero-width characters that web pages use for line breaks.
    private static readonly char[] Invisible = ['\ufeff', '\u200b', '\u2060'];

    /// <summary>The key alone; <see langword="null"/> when nothing is left.</summary>
    public static string? Clean(string text)
    {
        var key = text.AsSpan();
        while (key.Length > 0)
        {
            var rest = key.Trim().Trim(Invisible);
            rest = rest.Length > 1 && Quotes.Contains(rest[0]) && Quotes.Contains(rest[^1]) ? rest[1..^1] : rest;
            if (rest.Length == key.Length)
            {
                return key.ToString();
            }

            key = rest;
        }

        return null;
    }
}
