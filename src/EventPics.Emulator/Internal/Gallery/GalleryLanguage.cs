using Microsoft.Net.Http.Headers;

namespace EventPics.Emulator.Internal.Gallery;

/// <summary>Chooses the gallery's language.</summary>
internal static class GalleryLanguage
{
    /// <summary>"de" if the browser prefers German to English, else "en".</summary>
    public static string Choose(IList<StringWithQualityHeaderValue> accepted) =>
        Quality(accepted, "de") > Quality(accepted, "en") ? "de" : "en";

    private static double Quality(IList<StringWithQualityHeaderValue> accepted, string language) => accepted
        .Where(value => value.Value.ToString().Split('-')[0].Equals(language, StringComparison.OrdinalIgnoreCase))
        .Select(value => value.Quality ?? 1)
        .DefaultIfEmpty(0)
        .Max();
}
