using EventPics.Tests.Shared.Browser;
using Microsoft.Playwright;

namespace EventPics.Dashboard.Tests.Support;

/// <summary>One of the dashboard's pages in a browser, with the errors of its console.</summary>
internal sealed class DashboardBrowser : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private DashboardBrowser(IBrowserContext context, IPage page) => (_context, Page, Errors) = (context, page, PageErrors.Collect(page));

    public IPage Page { get; }

    public List<string> Errors { get; }

    public ILocator Light => Page.Locator(".light-text");

    public ILocator Tiles => Page.Locator(".tile");

    public ILocator Rows => Page.Locator(".rows li");

    public static async Task<DashboardBrowser> OpenAsync(
        Chromium chromium, DashboardApp app, string path = "", BrowserNewContextOptions? options = null)
    {
        var context = await chromium.NewContextAsync(options);
        var browser = new DashboardBrowser(context, await context.NewPageAsync());
        await browser.Page.GotoAsync(app.Page.AbsoluteUri + path);
        return browser;
    }

    public Task CheckLayoutAsync(string name) => PageLayout.CheckAsync(Page, name);

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
