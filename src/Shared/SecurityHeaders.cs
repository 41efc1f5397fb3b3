using Microsoft.AspNetCore.Http;

namespace EventPics.Shared;

/// <summary>Headers that let the pages load nothing but their own files, and nothing else load them.</summary>
internal static class SecurityHeaders
{
    private const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string PhotoPolicy = "default-src 'none'; sandbox";

    public static void Set(HttpResponse response) => Set(response, PagePolicy, "no-store");

    /// <summary>For bytes that come from a photo, and never change under their address.</summary>
    public static void SetForPhoto(HttpResponse response) => Set(response, PhotoPolicy, "private, max-age=86400");

    private static void Set(HttpResponse response, string policy, string caching)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = caching;
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (LocalRequest.IsLocal(response.HttpContext) || response.HttpContext.Request.IsHttps)
        {
            headers["Cross-Origin-Opener-Policy"] = "same-origin"; // Over plain HTTP, browsers ignore it and complain.
        }

        headers["X-Accel-Buffering"] = "no"; // nginx would hold back live events
    }
}
