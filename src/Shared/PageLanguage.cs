using Microsoft.AspNetCore.Http;

namespace EventPics.Shared;

/// <summary>Chooses the language of a response: the one that was chosen on the page, otherwise the browser's.</summary>
internal static class PageLanguage
{
    public const string English = "en";
    public const string German = "de";

    private const string Parameter = "lang";
    private const string Cookie = "eventpics-dashboard-language";

    public static string Choose(HttpRequest request) =>
        Known(request.Query[Parameter]) ?? Known(request.Cookies[Cookie])
        ?? (AcceptedLanguage.IsGerman(request) ? German : English);

    /// <summary>Keeps a language that was chosen with this request.</summary>
    public static void Remember(HttpContext context)
    {
        if (Known(context.Request.Query[Parameter]) is { } language)
        {
            context.Response.Cookies.Append(Cookie, language, new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                MaxAge = TimeSpan.FromDays(365),
                IsEssential = true,
            });
        }
    }

    private static string? Known(string? language) => language is English or German ? language : null;
}
