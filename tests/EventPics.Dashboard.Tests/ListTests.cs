using EventPics.Dashboard.Tests.Support;
using EventPics.Emulator;
using EventPics.Tests.Shared.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventPics.Dashboard.Tests;

/// <summary>How a page reads its list while other things happen.</summary>
public sealed class ListTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private const string Uploads = "**/api/uploads?*";

    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", ".tile")]
    [InlineData("/queue", ".row")]
    public async Task On_a_very_tall_window_it_loads_until_the_window_is_full(string path, string items)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await StartAsync(emulator, photos: 200);

        await using var browser = await DashboardBrowser.OpenAsync(
            chromium, app, path, new() { Locale = "en-GB", ViewportSize = new() { Width = 1280, Height = 20_000 } });

        await Expect(browser.Page.Locator(items)).ToHaveCountAsync(200);
        await Expect(browser.Page.Locator(".more")).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData("en-GB", "The list can't be loaded.", "Try again")]
    [InlineData("de-DE", "Die Liste lässt sich nicht laden.", "Noch einmal")]
    public async Task A_page_that_cannot_be_read_is_read_when_the_reader_tries_again(string locale, string message, string again)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await StartAsync(emulator, photos: 100);
        await using var browser = await DashboardBrowser.OpenAsync(
            chromium, app, options: new() { Locale = locale, ViewportSize = new() { Width = 390, Height = 700 } });
        await Expect(browser.Tiles).ToHaveCountAsync(60);
        await browser.Page.RouteAsync(Uploads, route => route.AbortAsync());

        await browser.Page.Locator(".more").ScrollIntoViewIfNeededAsync();
        await Expect(browser.Page.Locator(".more")).ToContainTextAsync(message);
        await browser.Page.UnrouteAsync(Uploads);
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = again }).ClickAsync();

        await Expect(browser.Tiles).ToHaveCountAsync(100);
        await Expect(browser.Page.Locator(".more")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_change_during_a_reload_is_kept_although_the_reader_scrolls_meanwhile()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await StartAsync(emulator, photos: 150);
        await using var browser = await DashboardBrowser.OpenAsync(chromium, app);
        await Expect(browser.Tiles.First).ToBeVisibleAsync();

        // The list of the page itself is busy with its own reads, so this is one of its own.
        var states = await browser.Tiles.First.EvaluateAsync<string[]>("""
            async () => {
              const { UploadList } = await import('/eventpics/assets/list.js');
              const list = new UploadList(() => {});
              await list.reload();
              const { fetch } = window;
              let release;
              const released = new Promise(resolve => release = resolve);
              window.fetch = async (...request) => {
                window.fetch = fetch;
                const response = await fetch(...request);
                await released;
                return response;
              };
              const reloading = list.reload();
              list.apply([{ ...list.uploads[0], state: 'Uploaded' }]);
              await list.readMore();
              release();
              await reloading;
              return [list.uploads[0].state, String(list.uploads.length >= 60)];
            }
            """);

        Assert.Equal(["Uploaded", "true"], states);
    }

    [Fact]
    public async Task A_thumbnail_that_could_not_be_read_is_asked_for_again_when_the_state_changes()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);
        app.Queue.Pause();
        var bytes = await File.ReadAllBytesAsync(SamplePhotos.Path("Canon EOS 5D.jpg"), Token);
        await app.EnqueueAsync(emulator.Events[0].LinkId, "photo.jpg", bytes);
        var context = await chromium.NewContextAsync();
        await using var disposal = context;
        var page = await context.NewPageAsync();
        await page.RouteAsync("**/thumbnails/*", route => route.FulfillAsync(new() { Status = 204 }), new() { Times = 1 });
        await page.GotoAsync(app.Page.AbsoluteUri);
        await Expect(page.Locator(".tile")).ToHaveCountAsync(1);
        await Expect(page.Locator(".tile img")).ToHaveCountAsync(0);

        emulator.Faults.OnPut(Fault.Status(413)); // Of a photo that is uploaded, the bytes are gone.
        app.Queue.Resume();

        await Expect(page.Locator(".tile")).ToContainTextAsync("Failed");
        await Expect(page.Locator(".tile img")).ToHaveJSPropertyAsync("complete", true);
    }

    [Fact]
    public async Task The_texts_fit_a_phone_too_and_name_the_booths_computer()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);

        var texts = await app.Client.GetStringAsync(new Uri(app.Page.AbsoluteUri + "/assets/texts.js"), Token);

        Assert.DoesNotMatch("(?i)this computer|diese[mrs] computer|from here|von hier", texts);
    }

    [Theory]
    [InlineData("de-DE", "Das gespeicherte Foto ist beschädigt oder verschwunden")]
    [InlineData("en-GB", "The queued photo is damaged or gone")]
    public async Task A_cause_without_a_code_is_given_in_the_language_of_the_page(string locale, string cause)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);
        app.Queue.Pause();
        var photo = await app.EnqueueAsync(emulator.Events[0].LinkId, "photo.jpg");
        File.Delete(Path.Combine(app.Queue.Folder, "spool", photo.Id + ".bin"));
        app.Queue.Resume();
        await app.Queue.WaitForAsync(photo.Id, Token);

        await using var browser = await DashboardBrowser.OpenAsync(chromium, app, "/queue", new() { Locale = locale });

        await Expect(browser.Rows).ToContainTextAsync([cause]);
        await browser.Page.Locator(".row").ClickAsync();
        await Expect(browser.Page.Locator("dialog")).ToContainTextAsync(cause);
    }

    private async Task<DashboardApp> StartAsync(EventPicsEmulator emulator, int photos)
    {
        var app = await DashboardApp.StartAsync(emulator, _folder);
        app.Queue.Pause();
        await app.EnqueueManyAsync(emulator.Events[0].LinkId, photos);
        return app;
    }
}
