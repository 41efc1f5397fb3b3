using EventPics.Tests.Shared.Browser;
using EventPics.WebBooth.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventPics.WebBooth.Tests;

public sealed class GuestPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly FilePayload OnePng = new() { Name = "one.png", MimeType = "image/png", Buffer = TestImages.Png };
    private static readonly FilePayload TwoGif = new() { Name = "two.gif", MimeType = "image/gif", Buffer = TestImages.Gif };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Several_files_arrive_and_what_is_no_photo_or_too_large_is_explained()
    {
        await using var venue = await Venue.StartAsync(("Booth__MaxFileMegabytes", "1"));
        var (emulator, booth) = venue;
        var phone = new BrowserNewContextOptions { Locale = "de-DE", ViewportSize = new ViewportSize { Width = 360, Height = 640 } };
        await using var page = await BoothPage.OpenAsync(chromium, booth, "guests", phone);

        await page.Page.Locator("#files").SetInputFilesAsync(
        [
            new FilePayload { Name = "eins.png", MimeType = "image/png", Buffer = TestImages.Png },
            new FilePayload { Name = "zwei.gif", MimeType = "image/gif", Buffer = TestImages.Gif },
            new FilePayload { Name = "brief.jpg", MimeType = "image/jpeg", Buffer = "Liebe Anna"u8.ToArray() },
            new FilePayload { Name = "riesig.jpg", MimeType = "image/jpeg", Buffer = TestImages.Jpeg(2 * 1024 * 1024) },
        ]);

        await Expect(page.Page.Locator("#photos li.done")).ToHaveCountAsync(2);
        await Expect(page.Photos.Filter(new() { Has = page.Page.GetByAltText("brief.jpg") })).ToContainTextAsync("Das ist weder ein Foto noch ein Video.");
        await Expect(page.Photos.Filter(new() { Has = page.Page.GetByAltText("riesig.jpg") })).ToContainTextAsync("Zu groß: höchstens 1 MB.");
        await Expect(page.Page.Locator("#total")).ToHaveTextAsync("2 von 4 im Album");
        await page.CheckLayoutAsync("guests-phone-de");
        Assert.Equal(["eins.png", "zwei.gif"], emulator.Photos.Select(photo => photo.FileName).Order());
        Assert.Empty(page.Errors);
    }

    [Fact]
    public async Task An_upload_that_breaks_off_is_sent_again_and_stored_once()
    {
        await using var venue = await Venue.StartAsync();
        var (emulator, booth) = venue;
        await using var page = await BoothPage.OpenAsync(chromium, booth, "guests");
        var lost = 2;
        await page.Page.RouteAsync("**/api/photos?name=*", async route =>
        {
            if (lost-- > 0)
            {
                await route.FetchAsync(); // the server stores it, the phone gets no answer
                await route.AbortAsync("connectionreset");
                return;
            }

            await route.ContinueAsync();
        });

        await page.Page.Locator("#files").SetInputFilesAsync(OnePng);

        await Expect(page.Page.Locator("#photos li.done")).ToHaveCountAsync(1);
        Assert.Equal(-1, lost);
        Assert.Single(emulator.Photos);
    }

    [Fact]
    public async Task A_photo_that_a_proxy_rejects_is_kept_and_does_not_stop_the_others()
    {
        await using var venue = await Venue.StartAsync();
        var booth = venue.Booth;
        await using var page = await BoothPage.OpenAsync(chromium, booth, "guests");
        var rejects = true;
        await page.Page.RouteAsync("**/api/photos?name=one.png*", async route =>
        {
            if (rejects)
            {
                await route.FulfillAsync(new RouteFulfillOptions { Status = 403, Body = "<html>" });
                return;
            }

            await route.ContinueAsync();
        });

        await page.Page.Locator("#files").SetInputFilesAsync(
        [
            OnePng,
            TwoGif,
        ]);
        await Expect(page.Page.Locator("#total")).ToHaveTextAsync("1 of 2 in the album");
        await Expect(page.Photos.Filter(new() { Has = page.Page.GetByAltText("one.png") })).ToContainTextAsync("Saved on this device");
        await page.Page.ReloadAsync();
        rejects = false;

        await Expect(page.Page.Locator("#total")).ToHaveTextAsync("2 of 2 in the album");
    }

    [Fact]
    public async Task A_photo_that_the_browser_can_not_save_is_sent_all_the_same()
    {
        await using var venue = await Venue.StartAsync();
        var booth = venue.Booth;
        await using var page = await BoothPage.OpenAsync(chromium, booth, "guests");
        await page.Page.AddInitScriptAsync("IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError'); };");
        await page.Page.ReloadAsync();

        await page.Page.Locator("#files").SetInputFilesAsync(OnePng);

        await Expect(page.Page.Locator("#photos li.done")).ToHaveCountAsync(1);
        Assert.Empty(page.Errors);
    }

    [Fact]
    public async Task A_page_beyond_the_limit_of_event_streams_asks_from_time_to_time()
    {
        await using var venue = await Venue.StartAsync(("Booth__MaxLivePages", "1"));
        var (emulator, booth) = venue;
        using var taken = await booth.Client.GetAsync(
            new Uri("api/photos/changes", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Token);
        await using var page = await BoothPage.OpenAsync(chromium, booth, "guests");
        emulator.Faults.Offline = true;

        await page.Page.Locator("#files").SetInputFilesAsync(OnePng);
        await Expect(page.Page.Locator("#connection"))
            .ToHaveTextAsync("No connection to the album. Photos are saved and will be sent later.", new() { Timeout = 60_000 });
        emulator.Faults.Offline = false;

        await Expect(page.Page.Locator("#photos li.done")).ToHaveCountAsync(1, new() { Timeout = 60_000 });
        await Expect(page.Page.Locator("#connection")).ToBeEmptyAsync(new() { Timeout = 60_000 });
        Assert.Empty(page.Errors);
    }

    [Fact]
    public async Task The_same_file_chosen_twice_is_shown_and_stored_once()
    {
        await using var venue = await Venue.StartAsync();
        var (emulator, booth) = venue;
        await using var page = await BoothPage.OpenAsync(chromium, booth, "guests");

        await page.Page.Locator("#files").SetInputFilesAsync(OnePng);
        await Expect(page.Page.Locator("#photos li.done")).ToHaveCountAsync(1);
        await page.Page.Locator("#files").SetInputFilesAsync(OnePng);
        await page.Page.Locator("#files").SetInputFilesAsync(TwoGif);

        await Expect(page.Page.Locator("#total")).ToHaveTextAsync("2 of 2 in the album");
        Assert.Equal(2, emulator.Photos.Count);
    }
}
