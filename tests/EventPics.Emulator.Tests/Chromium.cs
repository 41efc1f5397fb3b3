using Microsoft.Playwright;

namespace EventPics.Emulator.Tests;

/// <summary>One headless Chromium for all tests of the gallery.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } path ? path : "/usr/bin/chromium";

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(ExecutablePath))
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = ExecutablePath,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>Opens a page whose console errors are collected; skips the test when there is no Chromium, except in CI.</summary>
    public async Task<GalleryPage> OpenAsync(EventPicsEmulator emulator, BrowserNewContextOptions? options = null)
    {
        if (_browser is null)
        {
            string missing = $"Chromium is missing at {ExecutablePath}; install it or set CHROMIUM.";
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", missing);
            Assert.Fail(missing);
        }

        IBrowserContext context = await _browser.NewContextAsync(options ?? new BrowserNewContextOptions { Locale = "en-GB" });
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
