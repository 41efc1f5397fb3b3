using Microsoft.Net.Http.Headers;

namespace WebBooth.Web;

/// <summary>Headers that let the pages load nothing but the booth's own files. The staff pages keep their own, stricter ones.</summary>
internal static class SecurityHeaders
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; " +
        "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() => // also when the exception handler has cleared the headers
        {
            Set(context.Response.Headers);
            return Task.CompletedTask;
        });
        return next(context);
    });

    private static void Set(IHeaderDictionary headers)
    {
        headers.TryAdd(HeaderNames.ContentSecurityPolicy, ContentSecurityPolicy);
        headers.TryAdd(HeaderNames.XContentTypeOptions, "nosniff");
        headers.TryAdd("Referrer-Policy", "no-referrer");
        headers.TryAdd("Permissions-Policy", "camera=(self), microphone=(), geolocation=()");
        headers.TryAdd(HeaderNames.CacheControl, "no-cache"); // a page of yesterday would not fit the program of today
    }
}
