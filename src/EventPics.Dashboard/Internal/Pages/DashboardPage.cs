using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EventPics.Dashboard.Internal.Accounts;
using EventPics.Dashboard.Internal.Localization;
using EventPics.Dashboard.Internal.Wire;
using Microsoft.AspNetCore.Http;

namespace EventPics.Dashboard.Internal.Pages;

/// <summary>The HTML of a screen: the script fills it.</summary>
internal sealed class DashboardPage(EventPicsDashboardOptions options, AccountDirectory accounts, RequestTokens tokens)
{
    /// <summary>The screen at the pattern itself.</summary>
    public const string Today = "today";

    private static readonly string Template = Encoding.UTF8.GetString(Asset.Find("dashboard.html")!.Bytes);

    private readonly (string Title, bool ReadOnly) _options = (options.Title, options.ReadOnly);

    public string Create(HttpContext context, string screen, Account account)
    {
        var language = PageLanguage.Choose(context.Request);
        var settings = new WireSettings(
            RootOf(context.Request, screen),
            screen,
            language,
            account.Name,
            [.. accounts.All.Select(each => each.Name)],
            _options.ReadOnly,
            tokens.Create(context),
            ErrorTexts.In(language));
        var html = HtmlEncoder.Default;
        return new StringBuilder(Template)
            .Replace("{{language}}", language)
            .Replace("{{root}}", html.Encode(settings.Root))
            .Replace("{{settings}}", JsonSerializer.Serialize(settings, WireJson.Default.WireSettings))
            .Replace("{{title}}", html.Encode(_options.Title))
            .ToString();
    }

    // From the request, since only that knows the groups and path bases above the pattern.
    private static string RootOf(HttpRequest request, string screen)
    {
        var path = (request.PathBase + request.Path).ToUriComponent().TrimEnd('/');
        return screen != Today && path.EndsWith("/" + screen, StringComparison.OrdinalIgnoreCase) ? path[..^(screen.Length + 1)] : path;
    }
}
