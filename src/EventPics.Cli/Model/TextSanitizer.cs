namespace EventPics.Cli.Model;

/// <summary>Keeps names and other people's texts from driving the terminal or forging lines.</summary>
internal static class TextSanitizer
{
    /// <summary>The text with a question mark for everything that is not seen: control characters, line ends, and marks that turn the writing's direction.</summary>
    public static string Sanitize(this string text) => text.Any(IsUnsafe) ? string.Concat(text.Select(c => IsUnsafe(c) ? '?' : c)) : text;

    // What joins letters and emoji is a format character too, and harmless.
    private static bool IsUnsafe(char c) =>
        char.IsControl(c)
        || c is '\u2028' or '\u2029' or '\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
