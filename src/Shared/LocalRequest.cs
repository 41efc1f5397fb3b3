using System.Net;
using Microsoft.AspNetCore.Http;

namespace EventPics.Shared;

/// <summary>Recognizes requests of a browser on this computer.</summary>
internal static class LocalRequest
{
    private static readonly string[] ProxyHeaders = ["Forwarded", "Via", "X-Real-IP"];

    // X-Original-* is what remains of X-Forwarded-* when the application has evaluated it.
    private static readonly string[] ProxyHeaderPrefixes = ["X-Forwarded-", "X-Original-"];

    public static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
        && IsLoopbackName(context.Request.Host)
        && !context.Request.Headers.Keys.Any(IsFromProxy);

    // A website whose name leads to this computer by DNS rebinding must not read the pages.
    private static bool IsLoopbackName(HostString host)
    {
        var name = host.Host.TrimEnd('.').Trim('[', ']');
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address));
    }

    private static bool IsFromProxy(string header) =>
        ProxyHeaders.Contains(header, StringComparer.OrdinalIgnoreCase)
        || ProxyHeaderPrefixes.Any(prefix => header.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
