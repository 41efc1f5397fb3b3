using System.Text;
using System.Text.Json;
using EventPics.Cli.Platform;
using Microsoft.AspNetCore.Http;

namespace EventPics.Cli.OperatorApp.Pages;

/// <summary>The HTML of a screen: its script fills it.</summary>
internal sealed class OperatorPage(RequestTokens tokens)
{
    private static readonly string Template = Encoding.UTF8.GetString(OperatorAssets.Get("page.html"));

    public Task WriteAsync(HttpContext context, string screen)
    {
        PageLanguage.Remember(context);
        context.Response.Headers.Vary = "Accept-Language, Cookie";
        var language = PageLanguage.Choose(context.Request);
        var settings = new WirePageSettings(screen, language, tokens.Create(context), ToolVersion.Number);
        var html = new StringBuilder(Template)
            .Replace("{{language}}", language)
            .Replace("{{screen}}", screen)
            .Replace("{{settings}}", JsonSerializer.Serialize(settings, OperatorJson.Default.WirePageSettings))
            .ToString();
        return context.WriteAsync(Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8");
    }
}
