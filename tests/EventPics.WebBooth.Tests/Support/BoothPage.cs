using EventPics.Tests.Shared.Browser;
using Microsoft.Playwright;

namespace EventPics.WebBooth.Tests.Support;

/// <summary>One of the booth's pages in a browser, with the errors of its console.</summary>
internal sealed class BoothPage : IAsyncDisposable
{
    private const string NothingIsCut = """
        () => {
          const problems = [];
          if (document.documentElement.scrollWidth > innerWidth) problems.push(`the page is ${document.documentElement.scrollWidth} px wide, the window ${innerWidth}`);
          const seen = [...document.querySelectorAll('button, .button, label, p, h1, legend')].filter(e => e.checkVisibility() && !e.closest('.hidden') && e.textContent.trim());
          for (const e of seen) {
            const box = e.getBoundingClientRect();
            if (e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline') problems.push(`cut: ${e.textContent.trim()}`);
            if (!e.closest('.photos') && (box.left < 0 || box.right > innerWidth + 1)) problems.push(`outside: ${e.textContent.trim()}`);
          }
          const controls = [...document.querySelectorAll('button, .button, #ready label, .photos li')].filter(e => e.checkVisibility()).map(e => [e, e.getBoundingClientRect()]);
          for (const [a, x] of controls) for (const [b, y] of controls) {
            if (a !== b && !a.contains(b) && !b.contains(a) && x.left < y.right - 1 && y.left < x.right - 1 && x.top < y.bottom - 1 && y.top < x.bottom - 1) problems.push(`overlap: ${a.textContent.trim()}, ${b.textContent.trim()}`);
          }
          return problems;
        }
        """;

    // On a busy machine the fake camera repeats a frame, and the queue takes two equal photos for one. Guests move.
    private const string EveryPhotoDiffers = """
        const toBlob = HTMLCanvasElement.prototype.toBlob;
        HTMLCanvasElement.prototype.toBlob = function (...parameters) {
          const context = this.getContext('2d');
          context.font = '60px sans-serif';
          context.fillText(Date.now(), 40, 100);
          return toBlob.apply(this, parameters);
        };
        """;

    private readonly IBrowserContext _context;

    private BoothPage(IBrowserContext context, IPage page) => (_context, Page, Errors) = (context, page, PageErrors.Collect(page));

    public IPage Page { get; }

    public List<string> Errors { get; }

    public ILocator Photos => Page.Locator("#photos li");

    /// <summary>Opens a page, by default with permission to use the camera.</summary>
    public static async Task<BoothPage> OpenAsync(
        Chromium chromium, BoothProcess booth, string path = "", BrowserNewContextOptions? options = null, bool camera = true)
    {
        options ??= new BrowserNewContextOptions { Locale = "en-GB" };
        options.Permissions = camera ? ["camera"] : [];
        var context = await chromium.NewContextAsync(options);
        await context.AddInitScriptAsync(EveryPhotoDiffers);
        var page = new BoothPage(context, await context.NewPageAsync());
        await page.Page.GotoAsync(new Uri(booth.Address, path).AbsoluteUri);
        return page;
    }

    /// <summary>Takes a photo and keeps it.</summary>
    public async Task TakePhotoAsync()
    {
        await Page.Locator("#shutter").ClickAsync();
        await Page.Locator("#keep").ClickAsync();
    }

    /// <summary>Keeps a screenshot among the test's output, and checks that no text is cut, nothing overlaps and nothing scrolls sideways.</summary>
    public async Task CheckLayoutAsync(string name)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "screenshots");
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png") });
        Assert.Empty(await Page.EvaluateAsync<string[]>(NothingIsCut));
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
