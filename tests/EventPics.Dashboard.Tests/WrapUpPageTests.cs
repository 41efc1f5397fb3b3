using EventPics.Dashboard.Tests.Support;
using EventPics.Emulator;
using EventPics.Tests.Shared.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventPics.Dashboard.Tests;

public sealed class WrapUpPageTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_says_complete_when_every_photo_is_uploaded_and_follows_new_ones()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(Wedding.Options, Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);
        await app.EnqueueAsync(Wedding.LinkId, "first.jpg");
        await app.EnqueueAsync(Wedding.LinkId, "second.jpg");
        await app.Queue.WaitUntilIdleAsync(Token);
        await using var browser = await DashboardBrowser.OpenAsync(chromium, app, "/wrap-up");

        await Expect(browser.Light).ToHaveTextAsync("2 of 2");
        await Expect(browser.Page.Locator(".light-note")).ToHaveTextAsync("Complete: all 2 photos are uploaded.");
        await Expect(browser.Page.Locator(".light")).ToHaveAttributeAsync("data-level", "good");
        await Expect(browser.Page.GetByRole(AriaRole.Button, new() { Name = "Send now" })).ToBeHiddenAsync();
        await app.EnqueueAsync(Wedding.LinkId, "third.jpg");
        await Expect(browser.Light).ToHaveTextAsync("3 of 3");
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task What_is_missing_is_shown_and_sent_at_once()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(Wedding.Options, Token);
        emulator.Faults.OnPut(Fault.Status(413));
        await using var app = await DashboardApp.StartAsync(emulator, _folder);
        var failed = await app.EnqueueAsync(Wedding.LinkId, "failed.jpg");
        await app.Queue.WaitForAsync(failed.Id, Token);
        await app.EnqueueAsync(Wedding.LinkId, "other.jpg");
        await app.Queue.WaitUntilIdleAsync(Token);
        await using var browser = await DashboardBrowser.OpenAsync(chromium, app, "/wrap-up");

        await Expect(browser.Light).ToHaveTextAsync("1 of 2");
        await Expect(browser.Page.Locator(".light-note")).ToHaveTextAsync("Not complete. Not uploaded: 1 of 2 photos.");
        await Expect(browser.Tiles).ToContainTextAsync(["failed.jpg"]);
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Send now" }).ClickAsync();

        await Expect(browser.Light).ToHaveTextAsync("2 of 2");
        await Expect(browser.Tiles).ToHaveCountAsync(0);
        Assert.Equal(2, emulator.Photos.Count);
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task Each_event_is_counted_on_its_own()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(Wedding.Options, Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);
        await app.EnqueueAsync("summer26", "first.jpg");
        await app.EnqueueAsync(Wedding.LinkId, "second.jpg");
        await app.EnqueueAsync(Wedding.LinkId, "third.jpg");
        await app.Queue.WaitUntilIdleAsync(Token);
        await using var browser = await DashboardBrowser.OpenAsync(chromium, app, "/wrap-up");

        await Expect(browser.Light).ToHaveTextAsync("2 of 2");
        await browser.Page.GetByLabel("Event").SelectOptionAsync(new SelectOptionValue { Value = "summer26" });

        await Expect(browser.Light).ToHaveTextAsync("1 of 1");
        var report = await browser.Page.GetByRole(AriaRole.Link, new() { Name = "Report for the customer" }).GetAttributeAsync("href");
        Assert.Contains("event=summer26", report, StringComparison.Ordinal);
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task What_the_hot_folder_skips_is_listed_unless_it_is_no_photo()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(Wedding.Options, Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder, eventPics: Wedding.WithFolder(_folder));
        await app.EnqueueAsync(Wedding.LinkId, "photo.jpg");
        await WaitForSkippedFileAsync(app);
        await using var browser = await DashboardBrowser.OpenAsync(chromium, app, "/wrap-up");

        await browser.Page.GetByText("It is not complete yet.").ClickAsync();

        await Expect(browser.Page.GetByText("test print.jpg")).ToBeVisibleAsync();
        await Expect(browser.Page.GetByText("notes.txt")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("phone", "en-GB", ColorScheme.Light)]
    [InlineData("phone", "en-GB", ColorScheme.Dark)]
    [InlineData("phone", "de-DE", ColorScheme.Light)]
    [InlineData("phone", "de-DE", ColorScheme.Dark)]
    [InlineData("monitor", "en-GB", ColorScheme.Light)]
    [InlineData("monitor", "en-GB", ColorScheme.Dark)]
    [InlineData("monitor", "de-DE", ColorScheme.Light)]
    [InlineData("monitor", "de-DE", ColorScheme.Dark)]
    public async Task The_layout_fits_each_screen_in_both_languages(string screen, string locale, ColorScheme scheme)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(Wedding.Options, Token);
        await using var app = await DashboardApp.StartAsync(
            emulator, _folder, options => options.Title = "Fotobox Jana & Jörg", eventPics: Wedding.WithFolder(_folder));
        await Wedding.FillAsync(app, emulator);
        await WaitForSkippedFileAsync(app);
        var options = Screen.Options(screen, locale, scheme);
        var name = $"{screen}-{locale[..2]}-{scheme}";

        await using (var browser = await DashboardBrowser.OpenAsync(chromium, app, "/wrap-up", options))
        {
            await Expect(browser.Tiles).ToHaveCountAsync(2);
            await browser.Page.Locator("summary").First.ClickAsync();
            await browser.CheckLayoutAsync("wrap-up-" + name);
            Assert.Empty(browser.Errors);
        }

        await using var report = await DashboardBrowser.OpenAsync(chromium, app, "/report", options);
        await Expect(report.Page.Locator(".grid li")).ToHaveCountAsync(Wedding.Uploaded);
        await Expect(report.Page.Locator(".grid img")).ToHaveCountAsync(Wedding.Uploaded - 1);
        await report.CheckLayoutAsync("report-" + name);
        Assert.Empty(report.Errors);
    }

    private static Task WaitForSkippedFileAsync(DashboardApp app) => Eventually.TrueAsync(
        async () => (await app.GetJsonAsync("/api/wrap-up")).GetProperty("skipped").GetArrayLength() > 0);
}
