namespace EventPics.Internal;

/// <summary>Searches short texts for characters. LINQ would be one more assembly to load at startup, and allocates.</summary>
internal static class StringExtensions
{
    public static bool Any(string text, Func<char, bool> predicate)
    {
        foreach (var c in text)
        {
            if (predicate(c))
            {
                return true;
            }
        }

        return false;
    }
}
