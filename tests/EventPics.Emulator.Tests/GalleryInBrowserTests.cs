using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventPics.Emulator.Tests;

public sealed class GalleryInBrowserTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_picture_appears_without_reloading()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using GalleryPage gallery = await chromium.OpenAsync(emulator);
        using var booth = new Booth(emulator);
        await Expect(gallery.Page.GetByText("No pictures yet").First).ToBeVisibleAsync();
        await gallery.Page.EvaluateAsync("window.stillTheSamePage = true");

        await PutAsync(booth, "first.png", TestImages.Png);
        ILocator picture = gallery.Page.GetByAltText("first.png");
        await Expect(picture).ToBeVisibleAsync();
        await gallery.Page.WaitForFunctionAsync("document.querySelector('.tile img').naturalWidth === 1");
        await PutAsync(booth, "second.png", TestImages.Png);
        await Expect(gallery.Page.Locator(".tile .name")).ToHaveTextAsync(["second.png", "first.png"]);

        Assert.True(await gallery.Page.EvaluateAsync<bool>("window.stillTheSamePage === true"));
        Assert.Empty(gallery.Complaints);
        Assert.Equal([emulator.BaseAddress.Authority], gallery.Hosts);
    }

    [Fact]
    public async Task A_replaced_picture_is_shown_anew_in_its_place()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using GalleryPage gallery = await chromium.OpenAsync(emulator);
        using var booth = new Booth(emulator);
        string link = await booth.GetLinkAsync("a.png");
        using HttpResponseMessage first = await booth.PutAsync(link, TestImages.Png, "image/png");
        await Expect(gallery.Page.Locator(".tile img[src$='v=1']")).ToBeVisibleAsync();

        using HttpResponseMessage second = await booth.PutAsync(link, TestImages.Png, "image/png");

        await Expect(gallery.Page.Locator(".tile img[src$='v=2']")).ToBeVisibleAsync();
        await Expect(gallery.Page.Locator(".tile")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Script_in_a_name_stays_text()
    {
        const string Name = "<img src=x onerror=\"window.bad=1\"><script>window.bad=1<&#47;script>.png";
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(
            new EventPicsEmulatorOptions { Events = [new(Name, "abcd1234", [new("a1", Name)])] }, Token);
        await using GalleryPage gallery = await chromium.OpenAsync(emulator);
        using var booth = new Booth(emulator);

        await PutAsync(booth, Name, TestImages.Png);

        await Expect(gallery.Page.Locator(".tile .name")).ToHaveTextAsync(Name);
        await Expect(gallery.Page.Locator("h2")).ToHaveTextAsync(Name);
        await Expect(gallery.Page.Locator("h3")).ToHaveTextAsync(Name);
        Assert.False(await gallery.Page.EvaluateAsync<bool>("'bad' in window"));
        Assert.Empty(gallery.Complaints);
    }

    [Fact]
    public async Task Every_kind_has_its_tile()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using GalleryPage gallery = await chromium.OpenAsync(emulator);
        using var booth = new Booth(emulator);

        await PutAsync(booth, "a.gif", TestImages.Gif, "image/gif");
        await PutAsync(booth, "b.mp4", [0, 0, 0, 8], "video/mp4");
        await PutAsync(booth, "c.heic", [0, 0, 0, 8], "image/heic");
        await PutAsync(booth, "d.html", "<script>1</script>"u8.ToArray(), "text/html");

        await Expect(gallery.Page.Locator(".tile")).ToHaveCountAsync(4);
        await Expect(gallery.Page.Locator(".tile .label b")).ToHaveTextAsync(["File", "HEIC"]);
        await Expect(gallery.Page.Locator(".tile .label")).ToContainTextAsync(["A click downloads it.", "Browsers do not show this format.A click downloads it."]);
        await Expect(gallery.Page.GetByAltText("a.gif")).ToBeVisibleAsync();
        Assert.Equal(
            "true,true,true,true",
            await gallery.Page.EvaluateAsync<string>("(v => [v.muted, v.loop, v.controls, v.playsInline].join())(document.querySelector('video'))"));
    }

    [Fact]
    public async Task A_click_shows_the_picture_large()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using GalleryPage gallery = await chromium.OpenAsync(emulator);
        using var booth = new Booth(emulator);
        await PutAsync(booth, "large.png", TestImages.Png);

        await gallery.Page.Locator(".tile button").ClickAsync();

        await Expect(gallery.Page.Locator("dialog[open] #viewer-caption")).ToContainTextAsync("large.png");
        await gallery.Page.Keyboard.PressAsync("Escape");
        await Expect(gallery.Page.Locator("dialog[open]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_page_speaks_German_to_Germans_and_fits_a_phone()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using GalleryPage gallery = await chromium.OpenAsync(
            emulator, new BrowserNewContextOptions { Locale = "de-DE", ViewportSize = new ViewportSize { Width = 360, Height = 740 } });
        using var booth = new Booth(emulator);
        await PutAsync(booth, new string('W', 200) + ".png", TestImages.Png);

        await Expect(gallery.Page.GetByText("1 Bild", new PageGetByTextOptions { Exact = true })).ToBeVisibleAsync();
        await Expect(gallery.Page.GetByText("Noch keine Bilder").Last).ToBeVisibleAsync();
        Assert.Equal(360, await gallery.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task After_an_outage_the_page_catches_up_by_itself()
    {
        await using EventPicsEmulator emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using GalleryPage gallery = await chromium.OpenAsync(emulator);
        using var booth = new Booth(emulator);

        emulator.Faults.Offline = true;
        await Expect(gallery.Page.Locator("#live")).ToHaveTextAsync("Disconnected");
        emulator.Faults.Offline = false;
        await PutAsync(booth, "late.png", TestImages.Png);

        await Expect(gallery.Page.GetByAltText("late.png")).ToBeVisibleAsync();
        await Expect(gallery.Page.Locator("#live")).ToHaveTextAsync("Live");
    }

    private static async Task PutAsync(Booth booth, string fileName, byte[] bytes, string contentType = "image/png")
    {
        using HttpResponseMessage response = await booth.PutAsync(await booth.GetLinkAsync(fileName), bytes, contentType);
        Assert.True(response.IsSuccessStatusCode);
    }
}
