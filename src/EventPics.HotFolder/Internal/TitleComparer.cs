using System.Globalization;
using System.Text;

namespace EventPics.HotFolder.Internal;

/// <summary>Compares titles by what a person sees.</summary>
internal sealed class TitleComparer : IEqualityComparer<string>
{
    private const int HangulFirst = 0xAC00;
    private const int HangulCount = 11172;
    private const int HangulTails = 28;
    private const int HangulVowels = 21;

    public static readonly TitleComparer Instance = new();

    private static readonly Lazy<Dictionary<char, string>> Known = new(
        () => CanonicalDecompositions.Entries.Split(' ').ToDictionary(word => word[0], word => word.Substring(1)));

    public bool Equals(string? x, string? y) => ReferenceEquals(x, y) || (x is not null && y is not null && Key(x) == Key(y));

    public int GetHashCode(string obj) => StringComparer.Ordinal.GetHashCode(Key(obj));

    /// <summary>Normalizes a title: without surrounding white space, in upper case, with decomposed accents.</summary>
    internal static string Key(string title)
    {
        var key = new StringBuilder(title.Length);
        var marks = 0;
        foreach (var c in title.Trim())
        {
            foreach (var part in Decompose(c))
            {
                // The order of several accents on one letter has no meaning, so each letter's accents are sorted.
                var isMark = CharUnicodeInfo.GetUnicodeCategory(part) == UnicodeCategory.NonSpacingMark;
                var place = key.Length;
                for (; isMark && place > key.Length - marks && key[place - 1] > part; place--)
                {
                }

                key.Insert(place, part);
                marks = isMark ? marks + 1 : 0;
            }
        }

        return key.ToString().ToUpperInvariant();
    }

    internal static string Decompose(char c)
    {
        if (c < 0x80)
        {
            return c.ToString();
        }

        var hangul = c - HangulFirst;
        if (hangul is >= 0 and < HangulCount)
        {
            var tail = hangul % HangulTails;
            var pair =
                $"{(char)(0x1100 + (hangul / (HangulVowels * HangulTails)))}{(char)(0x1161 + (hangul / HangulTails % HangulVowels))}";
            return tail == 0 ? pair : pair + (char)(0x11A7 + tail);
        }

        return Known.Value.TryGetValue(c, out var parts) ? parts : c.ToString();
    }
}
