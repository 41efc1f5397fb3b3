using System.Diagnostics;
using EventPics.Cli.Tests.OperatorApp.Support;
using EventPics.Tests.Shared.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventPics.Cli.Tests.OperatorApp;

/// <summary>From a computer on which nothing is set up to the first photo in the album, by the pages alone.</summary>
public sealed class FirstRunTests(Chromium chromium) : AppTest, IClassFixture<Chromium>
{
    [Fact]
    public async Task A_booth_is_set_up_by_the_pages_alone_and_its_next_photo_is_uploaded()
    {
        var booth = NewFolder("booth/Prints");
        Variables["EVENTPICS_API_KEY"] = null;
        using var tool = await StartAppAsync();
        var clock = Stopwatch.StartNew();
        await using var browser = await OperatorBrowser.OpenAsync(chromium, new Uri(FindAddress()));
        var page = browser.Page;

        await Expect(page).ToHaveURLAsync(FindAddress() + "setup");
        await page.GetByLabel("API key").FillAsync(Emulator.ApiKey);
        await browser.ClickAsync("Check");
        await browser.ClickAsync(page.Locator(".card .chip").First);
        await page.GetByLabel("Folder", new() { Exact = true }).FillAsync(booth);
        await browser.ClickAsync("Open");
        await browser.ClickAsync("Use this folder");
        await Expect(page.Locator(".light-text")).ToHaveTextAsync("Everything is ready.");
        await browser.ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "Start", Exact = true }));
        await Expect(page).ToHaveURLAsync(FindAddress());
        await tool.WaitForTextAsync("Watching");
        var photo = NewPhoto(booth);

        await WaitForPhotosAsync(1);
        await Expect(page.Locator(".tile")).ToHaveCountAsync(1);
        Assert.Equal(await File.ReadAllBytesAsync(photo, Cancel), Assert.Single(Emulator.Photos).Bytes.ToArray());
        Assert.Empty(browser.Errors);
        TestContext.Current.TestOutputHelper?.WriteLine($"{browser.Clicks} clicks, {clock.Elapsed.TotalSeconds:0.0} s");
    }
}
