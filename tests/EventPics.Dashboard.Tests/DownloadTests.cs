using System.IO.Compression;
using System.Net;
using EventPics.Dashboard.Tests.Support;
using EventPics.Emulator;
using EventPics.Tests.Shared.Browser;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventPics.Dashboard.Tests;

/// <summary>Photos of the queue as a zip file.</summary>
public sealed class DownloadTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_contains_the_unchanged_bytes_of_the_photos_that_are_not_uploaded()
    {
        var (first, second) = (TestImages.Jpeg(300_000, 1), TestImages.Jpeg(2000, 2));
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);
        var linkId = emulator.Events[0].LinkId;
        var uploaded = await app.EnqueueAsync(linkId, "uploaded.jpg");
        await app.Queue.WaitUntilIdleAsync(Token);
        app.Queue.Pause();
        var one = await app.EnqueueAsync(linkId, "Jörg.jpg", first);
        var other = await app.EnqueueAsync(linkId, "jörg.jpg", second);

        using var response = await app.GetAsync($"/photos.zip?ids={uploaded.Id},{one.Id},{other.Id}");

        Assert.Equal("application/zip", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition!.DispositionType);
        using var archive = new ZipArchive(await response.Content.ReadAsStreamAsync(Token));
        Assert.Equal(["Jörg.jpg", "jörg (2).jpg"], archive.Entries.Select(entry => entry.FullName));
        Assert.Equal([first, second], archive.Entries.Select(Read));
    }

    [Theory]
    [InlineData("")]
    [InlineData("?ids=")]
    [InlineData("?ids=MANY")]
    public async Task No_photos_or_more_than_100_are_rejected(string query)
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);
        var many = string.Join(',', Enumerable.Range(0, 101));

        using var response = await app.GetAsync("/photos.zip" + query.Replace("MANY", many, StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_read_only_dashboard_gives_no_photos()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder, options => options.ReadOnly = true);
        app.Queue.Pause();
        var photo = await app.EnqueueAsync(emulator.Events[0].LinkId, "photo.jpg");

        using var response = await app.GetAsync("/photos.zip?ids=" + photo.Id);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Selected_photos_are_downloaded_and_too_many_are_rejected_with_a_sentence()
    {
        await using var emulator = await EventPicsEmulator.StartAsync(cancellationToken: Token);
        await using var app = await DashboardApp.StartAsync(emulator, _folder);
        app.Queue.Pause();
        await app.EnqueueManyAsync(emulator.Events[0].LinkId, 101);
        await using var browser = await DashboardBrowser.OpenAsync(
            chromium, app, "/queue", new() { Locale = "en-GB", ViewportSize = new() { Width = 1280, Height = 20_000 } });
        await Expect(browser.Rows).ToHaveCountAsync(101);
        var download = browser.Page.GetByRole(AriaRole.Button, new() { Name = "Download" });

        await browser.Page.GetByLabel("Select 7.jpg").CheckAsync();
        await browser.Page.GetByLabel("Select 8.jpg").CheckAsync();
        var file = await browser.Page.RunAndWaitForDownloadAsync(() => download.ClickAsync());
        Assert.Equal("photos.zip", file.SuggestedFilename);
        await file.SaveAsAsync(_folder.PathOf("photos.zip"));
        using (var archive = ZipFile.OpenRead(_folder.PathOf("photos.zip")))
        {
            Assert.Equal(["7.jpg", "8.jpg"], archive.Entries.Select(entry => entry.FullName).Order());
        }

        await browser.Page.GetByLabel("Select all shown").CheckAsync();
        await download.ClickAsync();
        await Expect(browser.Page.GetByText("Select at most 100 photos to download.")).ToBeVisibleAsync();
        Assert.Empty(browser.Errors);
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }
}
