namespace EventPics.Cli.Model;

/// <summary>Keeps names and other people's texts from driving the terminal or forging lines.</summary>
internal static class TextSanitizer
{
    /// <summary>The text with a question mark for everything that is not seen: control characters, line ends, and marks that turn the writing's direction.</summary>
    public static string Sanitize(this string text) => text.Any(IsUnsafe) ? string.Concat(text.Select(c => IsUnsafe(c) ? '?' : c)) : text;

    // In a name ALM, LRM and RLM are legitimate; in a line of output they could move the text next to it.
    private static bool IsUnsafe(char c) => UnsafeCharacters.IsControlOrBidi(c) || c is '\u061c' or '\u200e' or '\u200f';
}
