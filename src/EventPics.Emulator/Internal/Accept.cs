using System.Globalization;

namespace EventPics.Emulator.Internal;

/// <summary>Chooses between the gallery's two languages.</summary>
internal static class Accept
{
    /// <summary>"de" when German is wanted more than English, else "en".</summary>
    public static string Language(string? header) => Weight(header, "de") > Weight(header, "en") ? "de" : "en";

    private static double Weight(string? header, string language)
    {
        double best = 0;
        foreach (string entry in (header ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            string[] parts = entry.Split(';', StringSplitOptions.TrimEntries);
            if (parts[0].Split('-')[0].Equals(language, StringComparison.OrdinalIgnoreCase))
            {
                best = Math.Max(best, Quality(parts));
            }
        }

        return best;
    }

    private static double Quality(string[] parts)
    {
        string? quality = Array.Find(parts, part => part.StartsWith("q=", StringComparison.OrdinalIgnoreCase));
        return quality is null ? 1 : double.TryParse(quality[2..], NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : 0;
    }
}
