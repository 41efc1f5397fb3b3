using EventPics.Tests.Shared.Browser;
using Microsoft.Playwright;

namespace EventPics.Dashboard.Tests.Support;

/// <summary>One of the dashboard's pages in a browser, with the errors of its console.</summary>
internal sealed class DashboardBrowser : IAsyncDisposable
{
    private const string FindLayoutProblems = """
        () => {
          const problems = [];
          const width = document.documentElement.scrollWidth;
          if (width > innerWidth) problems.push(`the page is ${width} px wide, the window ${innerWidth}`);
          const isShown = e => e.checkVisibility() && !e.closest('.hidden');
          const text = e => (e.getAttribute('aria-label') ?? e.textContent).trim();
          const words = [...document.querySelectorAll('button, a, select, p, h1, h2, dt, dd, b, label')];
          for (const e of words.filter(e => isShown(e) && text(e))) {
            const box = e.getBoundingClientRect();
            if (getComputedStyle(e).display !== 'inline' && e.scrollWidth > e.clientWidth + 1) problems.push(`cut: ${text(e)}`);
            if (box.left < 0 || box.right > innerWidth + 1) problems.push(`outside: ${text(e)}`);
          }
          const scope = document.querySelector('dialog[open]') ?? document.body;
          const isFixed = e => e.closest('.toasts, .selection');
          const controls = [...scope.querySelectorAll('button, a, select, input')].filter(isShown);
          const targets = new Set(controls.map(e => e.closest('label') ?? e));
          for (const e of targets) {
            const box = e.getBoundingClientRect();
            if (box.height < 44 || box.width < 44) problems.push(`small: ${text(e)} ${box.width}x${box.height}`);
            for (const other of targets) {
              const y = other.getBoundingClientRect();
              if (e !== other && !isFixed(e) && !isFixed(other)
                && box.left < y.right - 1 && y.left < box.right - 1 && box.top < y.bottom - 1 && y.top < box.bottom - 1) {
                problems.push(`overlap: ${text(e)}, ${text(other)}`);
              }
            }
          }
          return problems;
        }
        """;

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

    /// <summary>
    /// Keeps a screenshot among the test's output, and checks that no text is cut, nothing overlaps, nothing scrolls sideways, and every
    /// target is large enough for a finger.
    /// </summary>
    public async Task CheckLayoutAsync(string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "screenshots", name + ".png");
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = true });
        Assert.Empty(await Page.EvaluateAsync<string[]>(FindLayoutProblems));
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
