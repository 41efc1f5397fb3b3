namespace EventPics.Cli.Model;

/// <summary>Keeps file names and foreign texts from controlling the terminal or forging lines.</summary>
internal static class TextSanitizer
{
    /// <summary>Replaces every invisible character with a question mark: control characters, line ends and bidirectional marks.</summary>
    public static string Sanitize(this string text) => text.Any(IsUnsafe) ? string.Concat(text.Select(c => IsUnsafe(c) ? '?' : c)) : text;

    /// <summary>A text of at most <paramref name="width"/> characters, with an ellipsis in place of the middle of a longer one.</summary>
    public static string Truncate(this string text, int width)
    {
        var start = width / 2;
        return text.Length <= width ? text : $"{text[..start]}…{text[^(width - start - 1)..]}";
    }

    // In a name ALM, LRM and RLM are legitimate; in a line of output they could move the text next to it.
    private static bool IsUnsafe(char c) => UnsafeCharacters.IsControlOrBidi(c) || c is '\u061c' or '\u200e' or '\u200f';
}
