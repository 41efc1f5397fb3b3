using EventPics.Dashboard.Tests.Support;
using EventPics.Emulator;
using EventPics.Tests.Shared.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventPics.Dashboard.Tests;

public sealed class TodayPageTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_photo_that_is_enqueued_appears_and_turns_to_uploaded_without_a_reload()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);
        await using var browser = await DashboardBrowser.OpenAsync(chromium, app);
        await Expect(browser.Page.GetByText("No photos yet", new() { Exact = true })).ToBeVisibleAsync();

        await app.EnqueueAsync(emulator.Events[0].LinkId, "first.jpg");

        await Expect(browser.Tiles).ToHaveCountAsync(1);
        await Expect(browser.Tiles).ToContainTextAsync(["Uploaded"]);
        await Expect(browser.Light).ToHaveTextAsync("All uploaded. 1 photo.");
        await Expect(browser.Page.Locator(".target")).ToContainTextAsync(emulator.Events[0].Title);
        Assert.Equal("good", await browser.Page.Locator(".light").GetAttributeAsync("data-level"));
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task While_the_service_is_down_the_light_is_red_and_green_again_afterwards()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        emulator.Faults.Offline = true;
        await using var app = await DashboardApp.StartAsync(emulator, _folder);
        await app.EnqueueAsync(emulator.Events[0].LinkId, "first.jpg");
        await app.EnqueueAsync(emulator.Events[0].LinkId, "second.jpg");
        await using var browser = await DashboardBrowser.OpenAsync(chromium, app);

        await Expect(browser.Light).ToHaveTextAsync("No internet. 2 photos are safe.");
        await Expect(browser.Page.Locator(".problem")).ToContainTextAsync(["Check the cable or Wi-Fi."]);
        emulator.Faults.Offline = false;
        app.Queue.Probe();

        await Expect(browser.Light).ToHaveTextAsync("All uploaded. 2 photos.");
        await Expect(browser.Page.Locator(".problem")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_thumbnail_that_a_camera_embeds_is_shown()
    {
        var photo = await File.ReadAllBytesAsync(SamplePhotos.Path("Apple iPhone 6.jpg"), Token);
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        emulator.Faults.Offline = true;
        await using var app = await DashboardApp.StartAsync(emulator, _folder);
        await app.EnqueueAsync(emulator.Events[0].LinkId, "phone.jpg", photo);
        await app.EnqueueAsync(emulator.Events[0].LinkId, "without.jpg");
        var video = await File.ReadAllBytesAsync(SamplePhotos.Path("with-gps.mp4"), Token);
        await app.EnqueueAsync(emulator.Events[0].LinkId, "dance.mp4", video);
        await using var browser = await DashboardBrowser.OpenAsync(chromium, app);

        await Expect(browser.Tiles).ToHaveCountAsync(3);
        var thumbnail = browser.Page.Locator(".tile img"); // a single one
        await Expect(thumbnail).ToHaveJSPropertyAsync("complete", true);
        Assert.True(await thumbnail.EvaluateAsync<int>("image => image.naturalWidth") > 0);
        await Expect(browser.Tiles.First.Locator(".label")).ToHaveTextAsync("Video");
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task Names_with_markup_emoji_and_right_to_left_text_are_shown_as_text()
    {
        string[] names = ["<img src=x onerror=alert(1)>.jpg", "🎉 party 💍.jpg", "صورة العائلة.jpg"];
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);
        foreach (var name in names)
        {
            await app.EnqueueAsync(emulator.Events[0].LinkId, name);
        }

        await using var browser = await DashboardBrowser.OpenAsync(chromium, app);
        await Expect(browser.Tiles).ToHaveCountAsync(3);
        Assert.Equal(names.Reverse(), await browser.Page.Locator(".tile .name").AllTextContentsAsync());
        await browser.Tiles.Last.ClickAsync();

        await Expect(browser.Page.Locator("#sheet-title")).ToHaveTextAsync(names[0]);
        Assert.Equal(0, await browser.Page.Locator("img[src='x']").CountAsync());
        Assert.Empty(browser.Errors);
    }

    [Fact]
    public async Task A_restart_of_the_server_changes_no_number_and_the_page_connects_again()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        var app = await DashboardApp.StartAsync(emulator, _folder);
        await app.EnqueueAsync(emulator.Events[0].LinkId, "first.jpg");
        await app.EnqueueAsync(emulator.Events[0].LinkId, "second.jpg");
        await using var browser = await DashboardBrowser.OpenAsync(chromium, app);
        await Expect(browser.Light).ToHaveTextAsync("All uploaded. 2 photos.");
        var numbers = await browser.Page.Locator(".counter b").AllTextContentsAsync();

        await app.DisposeAsync();
        await Expect(browser.Light).ToContainTextAsync("No connection to this page's server.");
        await using var restarted = await DashboardApp.StartAsync(emulator, _folder, address: app.Address);

        await Expect(browser.Light).ToContainTextAsync(["All uploaded. 2 photos."]);
        Assert.Equal(["0", "0", "2", "2", "0"], numbers);
        Assert.Equal(numbers, await browser.Page.Locator(".counter b").AllTextContentsAsync());
        await restarted.EnqueueAsync(emulator.Events[0].LinkId, "third.jpg");
        await Expect(browser.Tiles).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task It_loads_the_newest_60_photos_first_and_more_when_the_reader_scrolls()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        emulator.Faults.Offline = true;
        await using var app = await DashboardApp.StartAsync(emulator, _folder);
        for (var number = 1; number <= 150; number++)
        {
            await app.EnqueueAsync(emulator.Events[0].LinkId, $"photo {number}.jpg");
        }

        await using var browser = await DashboardBrowser.OpenAsync(
            chromium, app, options: new() { ViewportSize = new() { Width = 390, Height = 700 } });
        await Expect(browser.Tiles).ToHaveCountAsync(60);
        await Expect(browser.Tiles.First).ToContainTextAsync("photo 150.jpg");
        await browser.Page.Keyboard.PressAsync("End");
        await Expect(browser.Tiles).ToHaveCountAsync(120);
        await browser.Page.Keyboard.PressAsync("End");
        await Expect(browser.Tiles).ToHaveCountAsync(150);

        await Expect(browser.Tiles.Last).ToContainTextAsync("photo 1.jpg");
        await Expect(browser.Page.Locator(".more")).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData("phone", "en-GB", ColorScheme.Light)]
    [InlineData("phone", "de-DE", ColorScheme.Dark)]
    [InlineData("laptop", "en-GB", ColorScheme.Dark)]
    [InlineData("laptop", "de-DE", ColorScheme.Light)]
    [InlineData("wall", "en-GB", ColorScheme.Light)]
    public async Task The_layout_fits_each_screen_in_both_languages(string screen, string locale, ColorScheme scheme)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder, options => options.Title = "Fotobox Jana & Jörg");
        await Evening.FillAsync(app, emulator);
        await using var browser = await DashboardBrowser.OpenAsync(
            chromium, app, options: Screen.Options(screen, locale, scheme));

        await Expect(browser.Tiles).ToHaveCountAsync(Evening.Photos);
        await Expect(browser.Page.Locator(".light")).ToHaveAttributeAsync("data-level", "bad");
        await browser.CheckLayoutAsync($"today-{screen}-{locale[..2]}-{scheme}");
        await browser.Tiles.First.ClickAsync();
        await browser.CheckLayoutAsync($"photo-{screen}-{locale[..2]}-{scheme}");
        Assert.Empty(browser.Errors);
    }
}
