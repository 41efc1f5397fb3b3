using System.Collections;
using Microsoft.Playwright;

namespace EventPics.Emulator.Tests.Support;

/// <summary>One headless Chromium for all tests of the gallery.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Paths =
    [
        Environment.GetEnvironmentVariable("CHROMIUM") ?? "",
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        var path = Array.Find(Paths, File.Exists);
        if (path is null)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = path,
            Env = Variables(),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    // Chromium hangs with a preloaded clock library; the pages get the time from the emulator.
    private static Dictionary<string, string> Variables() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .Where(variable => (string)variable.Key != "LD_PRELOAD")
        .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "");

    /// <summary>Opens a page whose console errors are collected; skips the test when there is no Chromium, except in CI.</summary>
    public async Task<GalleryPage> OpenAsync(EventPicsEmulator emulator, BrowserNewContextOptions? options = null)
    {
        if (_browser is null)
        {
            const string Missing = "Chromium is missing; install it or set CHROMIUM to its path.";
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", Missing);
            Assert.Fail(Missing);
        }

        var context = await _browser.NewContextAsync(options ?? new BrowserNewContextOptions { Locale = "en-GB" });
        return await GalleryPage.OpenAsync(context, emulator.BaseAddress);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
