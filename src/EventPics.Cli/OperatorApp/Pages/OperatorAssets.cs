using System.Collections.Frozen;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace EventPics.Cli.OperatorApp.Pages;

/// <summary>The files of the pages, embedded in the assembly; some are the dashboard's.</summary>
internal static class OperatorAssets
{
    private const string Prefix = "assets/";

    private static readonly FrozenDictionary<string, byte[]> All = typeof(OperatorAssets).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[Prefix.Length..], Load, StringComparer.Ordinal);

    public static byte[] Get(string name) => All[name];

    /// <summary>Anybody may read them: the page for the PIN needs some, and they contain nothing of this computer.</summary>
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/app/assets/{name}", context => WriteAsync(context, (string)context.GetRouteValue("name")!)).AllowAnonymous();

    private static Task WriteAsync(HttpContext context, string name)
    {
        if (All.TryGetValue(name, out var bytes))
        {
            return context.WriteAsync(bytes, Path.GetExtension(name) switch
            {
                ".css" => "text/css; charset=utf-8",
                ".svg" => "image/svg+xml",
                ".js" => "text/javascript; charset=utf-8",
                _ => "text/plain; charset=utf-8",
            });
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static byte[] Load(string name)
    {
        using var stream = typeof(OperatorAssets).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
