using Microsoft.AspNetCore.Http;

namespace EventPics.Shared;

/// <summary>Which of the two languages of the pages a browser prefers.</summary>
internal static class AcceptedLanguage
{
    public static bool IsGerman(HttpRequest request) => Quality(request, "de") > Quality(request, "en");

    private static double Quality(HttpRequest request, string language) => request.GetTypedHeaders().AcceptLanguage
        .Where(value => value.Value.ToString().Split('-')[0].Equals(language, StringComparison.OrdinalIgnoreCase))
        .Select(static value => value.Quality ?? 1)
        .DefaultIfEmpty(0)
        .Max();
}
