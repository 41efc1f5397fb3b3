using Microsoft.AspNetCore.Http;

namespace EventPics.Shared;

/// <summary>Recognizes requests from a page of the same origin.</summary>
internal static class RequestOrigin
{
    /// <remarks>
    /// Browsers send <c>Sec-Fetch-Site</c> to https and localhost, and it holds behind a proxy that changes the Host too. Elsewhere they
    /// send <c>Origin</c> with every POST.
    /// </remarks>
    public static bool IsSame(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        return site.Length > 0
            ? site == "same-origin"
            : Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var origin)
                && origin.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }
}
