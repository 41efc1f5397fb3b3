using EventPics.Tests.Shared.Browser;
using Microsoft.Playwright;

namespace EventPics.Emulator.Tests.Support;

/// <summary>The gallery in a browser, with the errors and warnings of its console.</summary>
public sealed class GalleryPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private GalleryPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                ConsoleMessages.Add(message.Text);
            }
        };
        page.PageError += (_, error) => ConsoleMessages.Add(error);
        page.Request += (_, request) => Hosts.Add(new Uri(request.Url).Authority);
    }

    public IPage Page { get; }

    public List<string> ConsoleMessages { get; } = [];

    public HashSet<string> Hosts { get; } = [];

    public static async Task<GalleryPage> OpenAsync(Chromium chromium, EventPicsEmulator emulator, BrowserNewContextOptions? options = null)
    {
        var context = await chromium.NewContextAsync(options);
        var gallery = new GalleryPage(context, await context.NewPageAsync());
        await gallery.Page.GotoAsync(emulator.BaseAddress.AbsoluteUri);
        await Assertions.Expect(gallery.Page.Locator("#live.on")).ToBeVisibleAsync();
        return gallery;
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
