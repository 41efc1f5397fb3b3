namespace EventPics.Shared;

/// <summary>Characters that make a name or a text look different from what it is.</summary>
internal static class UnsafeCharacters
{
    /// <summary>Whether this is a control character, a line end, or a character that reverses the text direction.</summary>
    // Overrides and isolates can make "gpj.exe" display as "exe.jpg". Plain LRM and RLM marks are legitimate, as are those that join
    // letters and emoji.
    public static bool IsControlOrBidi(char c) =>
        char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u2028' or '\u2029';
}
