namespace EventPics.Cli.Internal;

/// <summary>Keeps names and other people's texts from driving the terminal or forging lines.</summary>
internal static class PlainText
{
    /// <summary>The text with a question mark for everything that is not seen: control characters, line ends, and marks that turn the writing's direction.</summary>
    public static string Plain(this string text) => text.Any(IsUnseen) ? string.Concat(text.Select(c => IsUnseen(c) ? '?' : c)) : text;

    // What joins letters and emoji is a format character too, and harmless.
    private static bool IsUnseen(char c) =>
        char.IsControl(c)
        || c is '\u2028' or '\u2029' or '\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
