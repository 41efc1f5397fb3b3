using EventPics.Dashboard.Tests.Support;
using EventPics.Emulator;
using EventPics.Queue;
using EventPics.Tests.Shared.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventPics.Dashboard.Tests;

public sealed class QueuePageTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Photos_are_found_by_state_and_name()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);
        await Evening.FillAsync(app, emulator);
        await using var browser = await DashboardBrowser.OpenAsync(chromium, app, "/queue");
        await Expect(browser.Rows).ToHaveCountAsync(Evening.Photos);

        await browser.Page.GetByLabel("State").SelectOptionAsync("Failed");
        await Expect(browser.Rows).ToContainTextAsync(["refused.jpg"]);
        await browser.Page.GetByLabel("State").SelectOptionAsync("All");
        await browser.Page.GetByLabel("Search by name").FillAsync("DANCE");
        await Expect(browser.Rows).ToContainTextAsync(["first-dance.mp4"]);
        await browser.Page.GetByLabel("Search by name").FillAsync("nothing like this");

        await Expect(browser.Page.GetByText("Nothing found")).ToBeVisibleAsync();
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task Selected_photos_are_not_sent_and_the_removal_is_undone_in_time()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);
        app.Queue.Pause();
        var ids = new List<string>();
        foreach (var name in new[] { "one.jpg", "two.jpg", "three.jpg" })
        {
            ids.Add((await app.EnqueueAsync(emulator.Events[0].LinkId, name)).Id);
        }

        await using var browser = await DashboardBrowser.OpenAsync(chromium, app, "/queue");
        await browser.Page.GetByLabel("Select one.jpg").CheckAsync();
        await browser.Page.GetByLabel("Select two.jpg").CheckAsync();
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Don't send" }).ClickAsync();
        await Expect(browser.Rows).ToHaveCountAsync(1);
        Assert.Equal(QueuedUploadState.Removed, (await app.Queue.FindAsync(ids[0], Token))!.State);
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();

        await Expect(browser.Rows).ToHaveCountAsync(3);
        Assert.Equal(3, (await app.Queue.GetStatusAsync(Token)).Waiting);
        await browser.Page.GetByLabel("Select all shown").CheckAsync();
        await Expect(browser.Page.GetByText("3 selected")).ToBeVisibleAsync();
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task A_photo_is_moved_to_another_album()
    {
        var options = new EventPicsEmulatorOptions { Events = [new("Gala", "abcd1234", [new("fotobox", "Fotobox")])] };
        await using var emulator = await EventPicsEmulator.StartAsync(options, Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);
        app.Queue.Pause();
        var photo = await app.EnqueueAsync("abcd1234", "one.jpg");
        await using var browser = await DashboardBrowser.OpenAsync(chromium, app, "/queue");

        await browser.Page.Locator(".row").ClickAsync();
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Other event" }).ClickAsync();
        await browser.Page.GetByLabel("Event and album").SelectOptionAsync(new SelectOptionValue { Label = "Gala / Fotobox" });
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Move", Exact = true }).ClickAsync();

        await Expect(browser.Rows).ToContainTextAsync(["Gala / Fotobox"]);
        Assert.Equal("fotobox", (await app.Queue.FindAsync(photo.Id, Token))!.AlbumId);
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task A_read_only_page_offers_nothing_that_changes_the_queue()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder, options => options.ReadOnly = true);
        await Evening.FillAsync(app, emulator);
        await using var browser = await DashboardBrowser.OpenAsync(chromium, app);

        await Expect(browser.Page.Locator(".counter.bad b")).ToHaveTextAsync("1");
        Assert.Equal(0, await browser.Page.Locator("main button:not(.tile):visible").CountAsync());
        await browser.Page.GetByText("Queue", new() { Exact = true }).ClickAsync();
        await Expect(browser.Rows).ToHaveCountAsync(Evening.Photos);
        Assert.Equal(0, await browser.Page.GetByRole(AriaRole.Checkbox).CountAsync());
        await browser.Page.Locator(".row").First.ClickAsync();
        await Expect(browser.Page.Locator("dialog button")).ToHaveTextAsync(["Close"]);
        Assert.Empty(browser.Errors);
    }

    [Theory]
    [InlineData("phone", "en-GB", ColorScheme.Light)]
    [InlineData("phone", "de-DE", ColorScheme.Dark)]
    [InlineData("laptop", "en-GB", ColorScheme.Dark)]
    [InlineData("laptop", "de-DE", ColorScheme.Light)]
    [InlineData("wall", "de-DE", ColorScheme.Light)]
    public async Task The_layout_fits_each_screen_in_both_languages(string screen, string locale, ColorScheme scheme)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder, options => options.Title = "Fotobox Jana & Jörg");
        await Evening.FillAsync(app, emulator);
        await using var browser = await DashboardBrowser.OpenAsync(
            chromium, app, "/queue", Screen.Options(screen, locale, scheme));

        await Expect(browser.Rows).ToHaveCountAsync(Evening.Photos);
        await browser.Page.Locator(".rows .check input").First.CheckAsync();
        await browser.CheckLayoutAsync($"queue-{screen}-{locale[..2]}-{scheme}");
        await browser.Page.Locator(".row").First.ClickAsync();
        await browser.CheckLayoutAsync($"queue-photo-{screen}-{locale[..2]}-{scheme}");
        Assert.Empty(browser.Errors);
    }
}
