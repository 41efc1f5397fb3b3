using System.Diagnostics;
using EventPics.Tests.Shared.Browser;
using EventPics.WebBooth.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventPics.WebBooth.Tests;

public sealed class BoothPageTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_photo_that_is_kept_is_in_the_album_within_seconds()
    {
        await using var venue = await Venue.StartAsync();
        var (emulator, booth) = venue;
        await using var page = await BoothPage.OpenAsync(chromium, booth);

        await page.Page.Locator("#shutter").ClickAsync();
        await Expect(page.Page.Locator("#countdown")).ToHaveTextAsync("3");
        await Expect(page.Page.GetByRole(AriaRole.Button, new() { Name = "Keep" })).ToBeFocusedAsync();
        var watch = Stopwatch.StartNew();
        await page.Page.Keyboard.PressAsync("Enter");
        await emulator.WaitForPhotosAsync(1, Token);
        TestContext.Current.TestOutputHelper?.WriteLine($"In the album after {watch.ElapsedMilliseconds} ms");

        await Expect(page.Photos).ToContainTextAsync(["In the album"]);
        var photo = Assert.Single(emulator.Photos);
        Assert.Equal("image/jpeg", photo.ContentType);
        Assert.NotNull(photo.TakenAt);
        Assert.DoesNotContain(emulator.ApiKey, await page.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.Empty(page.Errors);
    }

    [Fact]
    public async Task A_retaken_photo_is_discarded_and_a_strip_holds_four_pictures()
    {
        await using var venue = await Venue.StartAsync();
        var (emulator, booth) = venue;
        await using var page = await BoothPage.OpenAsync(chromium, booth);

        await page.Page.Locator("#shutter").ClickAsync();
        await Expect(page.Page.Locator("#shot")).ToBeVisibleAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        await page.Page.GetByText("Strip of four").ClickAsync();
        await page.Page.Locator("#shutter").ClickAsync();
        await Expect(page.Page.Locator("#announcement")).ToHaveTextAsync("Four photos taken. Keep them?");
        await page.Page.Locator("#keep").ClickAsync();
        await Expect(page.Photos).ToContainTextAsync(["In the album"]);

        await emulator.WaitForPhotosAsync(1, Token);
        Assert.Single(emulator.Photos);
        Assert.True(await page.Page.EvaluateAsync<bool>("[...document.querySelectorAll('#photos img')].every(image => image.naturalHeight > 2 * image.naturalWidth)"));
    }

    [Fact]
    public async Task Photos_taken_while_the_service_is_down_arrive_once_through_a_reload_and_a_power_cut()
    {
        await using var venue = await Venue.StartAsync();
        var (emulator, booth) = venue;
        await using var page = await BoothPage.OpenAsync(chromium, booth);
        emulator.Faults.Offline = true;
        await page.TakePhotoAsync();
        await page.TakePhotoAsync();
        await Expect(page.Page.Locator("#connection")).ToHaveTextAsync("No connection to the album. Photos are saved and will be sent later.");
        await page.Page.ReloadAsync();
        await Expect(page.Photos).ToHaveCountAsync(2);
        await page.TakePhotoAsync();

        await booth.KillAsync();
        await page.TakePhotoAsync();
        await Expect(page.Page.Locator("#connection")).ToHaveTextAsync("Can’t reach the photo booth. Stay on the venue’s Wi-Fi; your photos are saved on this device.");
        await Expect(page.Photos.First).ToContainTextAsync("Saved on this device");
        await venue.RestartBoothAsync();
        emulator.Faults.Offline = false;

        await Expect(page.Page.Locator("#photos li.done")).ToHaveCountAsync(4, new() { Timeout = 120_000 });
        await venue.Booth.KillAsync();
        Assert.Equal(4, emulator.Photos.Count);
        Assert.Equal(4, emulator.Photos.Select(photo => photo.Sha256).Distinct().Count());
    }

    [Fact]
    public async Task Without_a_camera_the_page_says_what_to_do_and_takes_a_file()
    {
        await using var venue = await Venue.StartAsync();
        var (emulator, booth) = venue;
        await using var page = await BoothPage.OpenAsync(chromium, booth, camera: false);

        await Expect(page.Page.Locator("#camera-problem")).ToContainTextAsync("Allow it with the camera icon");
        await Expect(page.Page.Locator("#shutter")).ToBeDisabledAsync();
        await page.Page.Keyboard.PressAsync(" ");
        await Expect(page.Page.Locator("#countdown")).ToBeEmptyAsync();
        await page.Page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = "from a file.png", MimeType = "image/png", Buffer = TestImages.Png });
        await Expect(page.Photos).ToContainTextAsync(["In the album"]);

        Assert.Equal("from a file.png", Assert.Single(emulator.Photos).FileName);
    }

    [Theory]
    [InlineData("NotFoundError", "No camera found")]
    [InlineData("NotReadableError", "Another program is using the camera")]
    public async Task A_missing_or_busy_camera_is_explained_and_can_be_tried_again(string error, string explanation)
    {
        await using var venue = await Venue.StartAsync();
        var booth = venue.Booth;
        await using var page = await BoothPage.OpenAsync(chromium, booth);
        await page.Page.AddInitScriptAsync($$"""
            const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
            let failures = 1;
            navigator.mediaDevices.getUserMedia = request => failures-- > 0 ? Promise.reject(new DOMException('', '{{error}}')) : real(request);
            """);
        await page.Page.ReloadAsync();

        await Expect(page.Page.Locator("#camera-problem")).ToContainTextAsync(explanation);
        await page.Page.Locator("#camera-again").ClickAsync();
        await Expect(page.Page.Locator("#shutter")).ToBeEnabledAsync();
    }

    [Fact]
    public async Task A_rejected_key_does_not_stop_the_guests_and_is_reported_to_the_staff()
    {
        await using var venue = await Venue.StartAsync(("EventPics__ApiKey", "rejected-key-123"));
        var booth = venue.Booth;
        await using var page = await BoothPage.OpenAsync(chromium, booth);

        await page.TakePhotoAsync();
        await Expect(page.Photos).ToContainTextAsync(["Waiting to be sent"]);
        await Expect(page.Page.Locator("#connection")).ToHaveTextAsync("The album isn’t accepting photos right now. Please tell the staff; no photos are lost.");

        using var health = await booth.Client.GetAsync(new Uri("healthz", UriKind.Relative), Token);
        Assert.Equal(System.Net.HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.DoesNotContain("rejected-key-123", booth.Output + await page.Page.ContentAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kiosk", "en-GB", 1280, 800)]
    [InlineData("kiosk", "de-DE", 1024, 600)]
    [InlineData("phone", "de-DE", 360, 640)]
    [InlineData("phone", "en-GB", 360, 640)]
    public async Task No_text_is_cut_and_nothing_overlaps(string device, string locale, int width, int height)
    {
        await using var venue = await Venue.StartAsync();
        var (emulator, booth) = venue;
        var options = new BrowserNewContextOptions { Locale = locale, ViewportSize = new ViewportSize { Width = width, Height = height }, ColorScheme = ColorScheme.Dark };
        await using var page = await BoothPage.OpenAsync(chromium, booth, options: options);
        await Expect(page.Page.Locator("html")).ToHaveAttributeAsync("lang", locale[..2]);

        await Expect(page.Page.Locator("#shutter")).ToBeEnabledAsync();
        await page.CheckLayoutAsync($"booth-{device}-{locale[..2]}-ready");
        emulator.Faults.Offline = true;
        await page.Page.Locator("#shutter").ClickAsync();
        await Expect(page.Page.Locator("#review")).ToBeVisibleAsync();
        await page.CheckLayoutAsync($"booth-{device}-{locale[..2]}-review");
        await page.Page.Locator("#keep").ClickAsync();
        await Expect(page.Page.Locator("#connection")).Not.ToBeEmptyAsync();
        await page.CheckLayoutAsync($"booth-{device}-{locale[..2]}-offline");
    }
}
