using Deque.AxeCore.Playwright;
using EventPics.Dashboard.Tests.Support;
using EventPics.Emulator;
using EventPics.Tests.Shared.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventPics.Dashboard.Tests;

/// <summary>Axe finds nothing serious on any screen.</summary>
public sealed class AccessibilityTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Every_screen_is_accessible(ColorScheme scheme)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(Wedding.Options, Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder, eventPics: Wedding.WithFolder(_folder));
        await Wedding.FillAsync(app, emulator);
        var options = Screen.Options("phone", "en-GB", scheme);
        options.BypassCSP = true; // Axe is a script of its own.
        options.ReducedMotion = ReducedMotion.Reduce; // Colors in transition have no contrast to judge.

        var problems = new List<string>();
        foreach (var (path, item) in new[] { ("", ".tile"), ("/queue", ".row"), ("/wrap-up", ".tile"), ("/report", ".grid li") })
        {
            await using var browser = await DashboardBrowser.OpenAsync(chromium, app, path, options);
            await Expect(browser.Page.Locator(item).First).ToBeVisibleAsync();
            problems.AddRange(await FindProblemsAsync(browser.Page, path));
            if (path is "" or "/queue")
            {
                await browser.Page.Locator(item).First.ClickAsync();
                problems.AddRange(await FindProblemsAsync(browser.Page, path + ", a photo"));
            }
        }

        Assert.Empty(problems);
    }

    private static async Task<IEnumerable<string>> FindProblemsAsync(IPage page, string where)
    {
        var result = await page.RunAxe();
        return from violation in result.Violations
               where violation.Impact is "serious" or "critical"
               from node in violation.Nodes
               select $"{where}: {violation.Id}: {node.Html}";
    }
}
