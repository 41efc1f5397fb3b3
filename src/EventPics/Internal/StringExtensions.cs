namespace EventPics.Internal;

/// <summary>Looks for characters in short texts. LINQ would be one more library to load at start, and allocates.</summary>
internal static class StringExtensions
{
    public static bool Any(string text, Func<char, bool> isOne)
    {
        foreach (var c in text)
        {
            if (isOne(c))
            {
                return true;
            }
        }

        return false;
    }
}
