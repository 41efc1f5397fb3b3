using System.Net.Http.Json;
using System.Text.Json;
using EventPics.Emulator.Tests.Support;
using EventPics.Tests.Shared.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventPics.Emulator.Tests.Gallery;

public sealed class GalleryInBrowserTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_photo_appears_without_reloading()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var gallery = await GalleryPage.OpenAsync(chromium, emulator);
        using var uploader = new TestUploader(emulator);
        await Expect(gallery.Page.GetByText("No photos yet").First).ToBeVisibleAsync();
        await gallery.Page.EvaluateAsync("window.stillTheSamePage = true");

        await PutAsync(uploader, "first.png", TestImages.Png);
        var photo = gallery.Page.GetByAltText("first.png");
        await Expect(photo).ToBeVisibleAsync();
        await Expect(photo).ToHaveJSPropertyAsync("naturalWidth", 1); // waiting for a function would need unsafe-eval, which the page forbids
        await PutAsync(uploader, "second.png", TestImages.Png);
        await Expect(gallery.Page.Locator(".tile .name")).ToHaveTextAsync(["second.png", "first.png"]);

        Assert.True(await gallery.Page.EvaluateAsync<bool>("window.stillTheSamePage === true"));
        Assert.Empty(gallery.ConsoleMessages);
        Assert.Equal([emulator.BaseAddress.Authority], gallery.Hosts);
    }

    [Fact]
    public async Task A_replaced_photo_is_reloaded_in_its_place()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var gallery = await GalleryPage.OpenAsync(chromium, emulator);
        using var uploader = new TestUploader(emulator);
        var url = await uploader.GetUploadUrlAsync("a.png");
        using var first = await uploader.PutAsync(url, TestImages.Png, "image/png");
        await Expect(gallery.Page.Locator(".tile img[src$='v=1']")).ToBeVisibleAsync();

        using var second = await uploader.PutAsync(url, TestImages.Png, "image/png");

        await Expect(gallery.Page.Locator(".tile img[src$='v=2']")).ToBeVisibleAsync();
        await Expect(gallery.Page.Locator(".tile")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_script_in_a_name_is_shown_as_text()
    {
        const string Name = "<img src=x onerror=\"window.bad=1\"><script>window.bad=1<&#47;script>.png";
        await using var emulator = await EventPicsEmulator.StartAsync(
            new EventPicsEmulatorOptions { Events = [new(Name, "abcd1234", [new("a1", Name)])] }, Token);
        await using var gallery = await GalleryPage.OpenAsync(chromium, emulator);
        using var uploader = new TestUploader(emulator);

        await PutAsync(uploader, Name, TestImages.Png);

        await Expect(gallery.Page.Locator(".tile .name")).ToHaveTextAsync(Name);
        await Expect(gallery.Page.Locator("h2")).ToHaveTextAsync(Name);
        await Expect(gallery.Page.Locator("h3")).ToHaveTextAsync(Name);
        Assert.False(await gallery.Page.EvaluateAsync<bool>("'bad' in window"));
        Assert.Empty(gallery.ConsoleMessages);
    }

    [Fact]
    public async Task Every_media_type_has_its_tile()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var gallery = await GalleryPage.OpenAsync(chromium, emulator);
        using var uploader = new TestUploader(emulator);

        await PutAsync(uploader, "a.gif", TestImages.Gif, "image/gif");
        await PutAsync(uploader, "b.mp4", [0, 0, 0, 8], "video/mp4");
        await PutAsync(uploader, "c.heic", [0, 0, 0, 8], "image/heic");
        await PutAsync(uploader, "d.html", "<script>1</script>"u8.ToArray(), "text/html");

        await Expect(gallery.Page.Locator(".tile")).ToHaveCountAsync(4);
        await Expect(gallery.Page.Locator(".tile .label b")).ToHaveTextAsync(["File", "HEIC"]);
        await Expect(gallery.Page.Locator(".tile .label")).ToContainTextAsync(["Click to download.", "Browsers can't display this format.Click to download."]);
        await Expect(gallery.Page.GetByAltText("a.gif")).ToBeVisibleAsync();
        Assert.Equal(
            "true,true,true,true",
            await gallery.Page.EvaluateAsync<string>("(v => [v.muted, v.loop, v.controls, v.playsInline].join())(document.querySelector('video'))"));
    }

    [Fact]
    public async Task A_click_enlarges_the_photo()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var gallery = await GalleryPage.OpenAsync(chromium, emulator);
        using var uploader = new TestUploader(emulator);
        await PutAsync(uploader, "large.png", TestImages.Png);

        await gallery.Page.Locator(".tile button").ClickAsync();

        await Expect(gallery.Page.Locator("dialog[open] #viewer-caption")).ToContainTextAsync("large.png");
        await gallery.Page.Keyboard.PressAsync("Escape");
        await Expect(gallery.Page.Locator("dialog[open]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_page_is_German_in_a_German_browser_and_fits_a_phone()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var gallery = await GalleryPage.OpenAsync(
            chromium, emulator, new BrowserNewContextOptions { Locale = "de-DE", ViewportSize = new ViewportSize { Width = 360, Height = 740 } });
        using var uploader = new TestUploader(emulator);
        await PutAsync(uploader, new string('W', 200) + ".png", TestImages.Png);

        await Expect(gallery.Page.GetByText("1 Foto", new PageGetByTextOptions { Exact = true })).ToBeVisibleAsync();
        await Expect(gallery.Page.GetByText("Noch keine Fotos").Last).ToBeVisibleAsync();
        Assert.Equal(360, await gallery.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task The_page_recovers_from_an_outage_by_itself()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var gallery = await GalleryPage.OpenAsync(chromium, emulator);
        using var uploader = new TestUploader(emulator);

        emulator.Faults.Offline = true;
        await Expect(gallery.Page.Locator("#live")).ToHaveTextAsync("Disconnected");
        emulator.Faults.Offline = false;

        await Expect(gallery.Page.Locator("#live")).ToHaveTextAsync("Live");
        await PutAsync(uploader, "late.png", TestImages.Png);
        await Expect(gallery.Page.GetByAltText("late.png")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_new_photo_takes_its_place_by_capture_time()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var gallery = await GalleryPage.OpenAsync(chromium, emulator);
        using var uploader = new TestUploader(emulator);

        foreach (var (name, album, day) in new[] { ("b.png", "a1", 2), ("a.png", "a1", 1), ("c.png", "a1", 3), ("alone.png", null, 1), ("b2.png", "a1", 2) })
        {
            using var issued = await uploader.PostAsync(
                $$"""{"apiKey":"{{emulator.ApiKey}}","linkId":"abcd1234","albumId":{{(album is null ? "null" : $"\"{album}\"")}},"fileName":"{{name}}","takenAt":{{day * 86_400_000L}}}""");
            var url = (await issued.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("uploadUrl").GetString()!;
            using var stored = await uploader.PutAsync(url, TestImages.Png, "image/png");
            await Expect(gallery.Page.GetByAltText(name)).ToBeVisibleAsync();
        }

        string[] expected = ["c.png", "b2.png", "b.png", "a.png", "alone.png"];
        await Expect(gallery.Page.Locator(".tile .name")).ToHaveTextAsync(expected);
        await Expect(gallery.Page.Locator(".event").First.Locator("h3")).ToHaveTextAsync(["Fotobox", "Backstage", "No album"]);
        await gallery.Page.ReloadAsync();
        await Expect(gallery.Page.Locator(".tile .name")).ToHaveTextAsync(expected);
        Assert.Empty(gallery.ConsoleMessages);
    }

    [Fact]
    public async Task The_page_follows_an_emulator_that_was_restarted()
    {
        var first = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var gallery = await GalleryPage.OpenAsync(chromium, first);
        using var before = new TestUploader(first);
        await PutAsync(before, "old.png", TestImages.Png);
        await Expect(gallery.Page.GetByAltText("old.png")).ToBeVisibleAsync();

        await first.DisposeAsync();
        await using var second = await EventPicsEmulator.StartAsync(
            new EventPicsEmulatorOptions { Port = first.BaseAddress.Port, Events = [new("Another party", "abcd1234", [new("a1", "Photos")])] }, Token);
        using var after = new TestUploader(second);
        await PutAsync(after, "new.png", TestImages.Png);

        await Expect(gallery.Page.GetByAltText("new.png")).ToBeVisibleAsync();
        await Expect(gallery.Page.Locator(".tile .name")).ToHaveTextAsync(["new.png"]);
        await Expect(gallery.Page.Locator("h2")).ToHaveTextAsync("Another party");
    }

    private static async Task PutAsync(TestUploader uploader, string fileName, byte[] bytes, string contentType = "image/png")
    {
        using var response = await uploader.PutAsync(await uploader.GetUploadUrlAsync(fileName), bytes, contentType);
        Assert.True(response.IsSuccessStatusCode);
    }
}
