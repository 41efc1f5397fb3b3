using EventPics.Tests.Shared.Browser;
using Microsoft.Playwright;

namespace EventPics.Cli.Tests.OperatorApp.Support;

/// <summary>A page of the operator app in a browser, with the errors of its console and the number of clicks.</summary>
internal sealed class OperatorBrowser : IAsyncDisposable
{
    // A control that comes next by keyboard must not be above the one before it.
    private const string FindKeyboardJumps = """
        () => {
          const controls = [...document.querySelectorAll('button, a, select, input, summary')]
            .filter(e => e.checkVisibility() && !e.disabled && !(e.type === 'radio' && !e.checked));
          const box = e => (e.closest('label') ?? e).getBoundingClientRect();
          const name = e => (e.getAttribute('aria-label') ?? (e.closest('label') ?? e).textContent).trim();
          return controls.slice(1).filter((e, i) => box(e).bottom <= box(controls[i]).top).map((e, i) => `jumps up: ${name(e)}`)
            .concat([...document.querySelectorAll('[tabindex]')].filter(e => e.tabIndex > 0).map(e => `tabindex: ${name(e)}`));
        }
        """;

    private readonly IBrowserContext _context;

    private OperatorBrowser(IBrowserContext context, IPage page) => (_context, Page, Errors) = (context, page, PageErrors.Collect(page));

    public IPage Page { get; }

    public List<string> Errors { get; }

    public int Clicks { get; private set; }

    public static async Task<OperatorBrowser> OpenAsync(Chromium chromium, Uri address, BrowserNewContextOptions? options = null)
    {
        var context = await chromium.NewContextAsync(options);
        var browser = new OperatorBrowser(context, await context.NewPageAsync());
        await browser.Page.GotoAsync(address.AbsoluteUri);
        return browser;
    }

    public Task ClickAsync(string button) => ClickAsync(Page.GetByRole(AriaRole.Button, new() { Name = button }));

    public async Task ClickAsync(ILocator target)
    {
        await target.ClickAsync();
        Clicks++;
    }

    /// <summary>Checks what <see cref="PageLayout"/> does, and the order of the controls for the keyboard.</summary>
    public async Task CheckLayoutAsync(string name)
    {
        await PageLayout.CheckAsync(Page, name);
        Assert.Empty(await Page.EvaluateAsync<string[]>(FindKeyboardJumps));
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
